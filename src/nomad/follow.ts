import { DroverError } from '../core/errors.ts';
import { pause } from '../core/pause.ts';
import type { NomadClient } from './client.ts';
import type { Dispatched } from './documents.ts';
import { eventStream } from './event-stream.ts';
import type { FollowEvent } from './follow-event.ts';
import type { HostBoard } from './host-board.ts';
import { mayPass } from './nomad-error.ts';
import { Progress } from './progress.ts';
import { backoff } from './retry.ts';
import { quiet, withQuiet } from './with-quiet.ts';

/** Milliseconds: longer than a server takes to start. */
const recovery = 30_000;
/** Milliseconds without an event. */
const silence = 5000;
const pauses = { first: 500, longest: 5000 };

export interface Followed {
  readonly dispatched: Dispatched;
  /** What is known of the hosts; it is kept up to date. */
  readonly board: HostBoard;
  /** Whether the token may read nodes: without that, a node that goes down is not seen. */
  readonly withNodes: boolean;
}

/**
 * Follows a dispatched job until every host is done or the signal ends it, by Nomad's event stream; before each connection
 * everything is read once, for events that the server no longer has. While nothing happens it looks for nodes that went down:
 * Nomad's events of nodes come with every change of an allocation, whole, and cost more than all else.
 * @throws DroverError `NOMAD_…` where Nomad refuses; that it is out of reach is an event
 */
export async function* follow(
  client: NomadClient,
  { dispatched: { DispatchedJobID: job, JobCreateIndex: index }, board, withNodes }: Followed,
  signal: AbortSignal,
): AsyncGenerator<FollowEvent, void, undefined> {
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const topics = [`Evaluation:${job}`, `Allocation:${job}`];
  const stream = eventStream(client.connection, { topics, index, what: `follow job "${job}"`, capability: 'read-job' }, until);
  const progress = new Progress(board);
  try {
    for await (const item of withQuiet(stream, silence)) {
      if (item === quiet) await lookAtNodes(client, withNodes, progress, until);
      else if (item.kind === 'events') for (const { Payload } of item.events) progress.take(Payload);
      else yield* readInSight(client, job, progress, { lost: item.lost, signal: until });
      yield* progress.news();
      if (progress.isOver) return;
    }
  } finally {
    stop.abort();
  }
}

/** That Nomad is out of reach shows elsewhere. */
async function lookAtNodes(client: NomadClient, isAllowed: boolean, progress: Progress, signal: AbortSignal): Promise<void> {
  if (!isAllowed) return;
  try {
    const listed = await client.nodes(signal, 'Status != "ready"');
    // A proxy may drop what it does not know of an address.
    const gone = listed.filter(({ Status }) => Status !== 'ready');
    progress.nodes(new Set(gone.map(({ ID }) => ID)));
  } catch (error) {
    if (!mayPass(error) && !signal.aborted) throw error;
  }
}

/**
 * Reads everything once, however long Nomad is out of reach.
 * @param lost why that is needed; a server that is starting also refuses, and does not find, what it will have again
 */
async function* readInSight(
  client: NomadClient,
  job: string,
  progress: Progress,
  { lost, signal }: { readonly lost: DroverError | undefined; readonly signal: AbortSignal },
): AsyncGenerator<FollowEvent, void, undefined> {
  const read = () => attemptTo(() => readAll(client, job, progress, signal));
  const until = lost === undefined ? 0 : Date.now() + recovery;
  let error = await read();
  if (error === undefined || signal.aborted) return;
  yield { event: 'lost', error: passing(error, until, lost) };
  for (let attempt = 1; error !== undefined; attempt++) {
    passing(error, until);
    await pause(backoff(attempt, pauses), signal);
    if (signal.aborted) return;
    error = await read();
  }
  yield { event: 'lost', error: null };
}

/** What may pass, or why it came about; anything else is thrown. @param until anything may pass before, in milliseconds since 1970 */
function passing(error: DroverError, until: number, cause: DroverError = error): DroverError {
  if (mayPass(error) || Date.now() < until) return cause;
  throw error;
}

async function attemptTo(act: () => Promise<void>): Promise<DroverError | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof DroverError) return error;
    throw error;
  }
}

async function readAll(client: NomadClient, job: string, progress: Progress, signal: AbortSignal): Promise<void> {
  // Evaluations first: what they have placed is then among the allocations.
  for (const Evaluation of await client.evaluations(job, signal)) progress.take({ Evaluation });
  for (const Allocation of await client.allocations(job, signal)) progress.take({ Allocation });
}
