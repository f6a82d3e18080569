import { Refusal } from '../refusal.ts';
import { answer, type Changes } from './answer.ts';
import type { Database } from './database.ts';
import type { RefusalMessage, Reply, Request } from './messages.ts';

export interface Written {
  readonly replies: readonly Reply[];
  readonly changes: Changes;
}

/**
 * Carries out requests in one transaction, so that one wait for the disk serves them all. A request that is refused leaves no
 * trace and disturbs no other; a disk that takes no more refuses all of them. What is answered is safe.
 * @param now milliseconds since 1970
 */
export function writeBatch(database: Database, requests: readonly Request[], now: number): Written {
  const changes: Changes = { runs: new Set(), tasks: 0 };
  try {
    const replies = database.transaction(() => requests.map((request) => replyTo(database, request, now, changes)));
    return { replies, changes };
  } catch (error) {
    const refusal = diskRefusal(error);
    if (refusal === undefined) throw error;
    return { replies: requests.map(({ id }) => ({ id, refusal })), changes: { runs: new Set(), tasks: 0 } };
  }
}

function replyTo(database: Database, request: Request, now: number, changes: Changes): Reply {
  const { id } = request;
  try {
    // Which request belongs to which handler is what the table's type says.
    const handle = answer[request.kind] as (...given: [Database, unknown, number, Changes]) => unknown;
    return { id, reply: database.savepoint(() => handle(database, request.request, now, changes)) };
  } catch (error) {
    if (diskRefusal(error) !== undefined) throw error;
    if (!(error instanceof Refusal)) return { id, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    const { hint, receipt, retryAfter } = error.details;
    return { id, refusal: { status: error.status, message: error.message, hint, receipt, retryAfter } };
  }
}

/** SQLite's result codes that say nothing against the request. */
const diskErrors: Readonly<Record<number, Pick<RefusalMessage, 'status' | 'message' | 'hint'>>> = {
  5: { status: 503, message: 'Cannot write to the database: another program holds it', hint: 'end what works on the file' },
  8: { status: 503, message: 'Cannot write to the database: it is read-only', hint: 'let the collector write to its file' },
  10: { status: 503, message: 'Cannot write to the database: the disk reports an error', hint: "look at the machine's disk" },
  13: { status: 507, message: 'Cannot write to the database: the disk is full', hint: 'make room, or keep fewer runs' },
  14: { status: 503, message: 'Cannot write to the database: its file cannot be opened', hint: "look at the machine's disk" },
};

function diskRefusal(error: unknown): RefusalMessage | undefined {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return undefined;
  const known = diskErrors[error.errcode & 0xff];
  return known && { ...known, retryAfter: 30 };
}
