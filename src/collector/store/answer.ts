import type { Database } from './database.ts';
import { forgetHost } from './forget-host.ts';
import { ingestPart } from './ingest-part.ts';
import type { Kind, WriterCalls } from './messages.ts';
import { prune } from './prune.ts';
import { endRuns, registerDispatch, sweep } from './runs-over.ts';
import { createSession, createToken, endSession, revokeToken } from './tokens-table.ts';

/** What a batch of requests changed, beside what it answers. */
export interface Changes {
  /** Names of runs. */
  readonly runs: Set<string>;
  /** Ended tasks that were written. */
  tasks: number;
}

type Handlers = {
  readonly [K in Kind]: (
    database: Database,
    request: WriterCalls[K]['request'],
    now: number,
    changes: Changes,
  ) => WriterCalls[K]['reply'];
};

/** How each kind of request is carried out, in a transaction that the caller holds. Times are milliseconds since 1970. */
export const answer: Handlers = {
  part: (database, { text }, now, changes) => {
    const { receipt, tasks } = ingestPart(database, text, now);
    changes.runs.add(receipt.run);
    changes.tasks += tasks;
    return receipt;
  },
  dispatch: (database, request, now) => {
    registerDispatch(database, request, now);
    return { dispatch: request.dispatch };
  },
  over: (database, request, now) => ({ lost: endRuns(database, request, now) }),
  forgetHost: (database, { host }) => ({ forgotten: forgetHost(database, host) }),
  createToken: (database, request, now) => ({ id: createToken(database, request, now) }),
  revokeToken: (database, { id }) => ({ revoked: revokeToken(database, id) }),
  createSession: (database, { hash, token, expires }) => {
    createSession(database, hash, token, expires);
    return { created: true };
  },
  endSession: (database, { hash }) => ({ ended: endSession(database, hash) }),
  prune: (database, retention, now) => ({ runs: prune(database, retention, now) }),
  sweep: (database, { quietSince }, now) => ({ lost: sweep(database, quietSince, now) }),
};
