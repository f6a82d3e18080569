import { DroverError } from '../core/errors.ts';
import type { NomadClient } from './client.ts';
import type { Dispatched, Evaluation, StreamEvent } from './documents.ts';
import { eventStream } from './event-stream.ts';
import type { HostBoard } from './host-board.ts';
import type { HostRun } from './host-run.ts';
import { mayPass } from './nomad-error.ts';
import { placementFailures } from './placement.ts';
import { backoff, pauseFor } from './retry.ts';
import { quiet, withQuiet } from './with-quiet.ts';

/** Milliseconds: longer than a server takes to start. */
const recovery = 30_000;
/** Milliseconds without an event. */
const silence = 5000;
const pauses = { first: 500, longest: 5000 };

export type FollowEvent =
  | { readonly event: 'host'; readonly run: HostRun }
  /** Nomad has placed what it could. */
  | { readonly event: 'placed' }
  | { readonly event: 'unplaced'; readonly reason: string }
  /** Nomad is out of sight; null when it is back. */
  | { readonly event: 'lost'; readonly error: DroverError | null };

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
    const gone = await client.nodes(signal, 'Status != "ready"');
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
    await pauseFor(backoff(attempt, pauses), signal);
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

class Progress {
  readonly #board: HostBoard;
  readonly #evaluations = new Map<string, Evaluation>();
  readonly #told = new Set<string>();
  #news: FollowEvent[] = [];
  #isPlaced = false;

  constructor(board: HostBoard) {
    this.#board = board;
  }

  get isOver(): boolean {
    return this.#isPlaced && [...this.#evaluations.values()].every(isSettled) && this.#board.isOver;
  }

  take({ Evaluation: evaluation, Allocation: allocation }: StreamEvent['Payload']): void {
    const run = allocation === undefined ? undefined : this.#board.take(allocation);
    if (run !== undefined) this.#news.push({ event: 'host', run });
    if (evaluation === undefined || (this.#evaluations.get(evaluation.ID)?.ModifyIndex ?? -1) >= evaluation.ModifyIndex) return;
    this.#evaluations.set(evaluation.ID, evaluation);
    for (const reason of placementFailures(evaluation)) this.#unplaced(reason);
  }

  /** @param gone IDs of nodes that are not ready; all others are */
  nodes(gone: ReadonlySet<string>): void {
    for (const run of this.#board.nodes(gone)) this.#news.push({ event: 'host', run });
  }

  *news(): Generator<FollowEvent> {
    const news = this.#news;
    this.#news = [];
    yield* news;
    if (this.#isPlaced || ![...this.#evaluations.values()].some(isPlacing)) return;
    this.#isPlaced = true;
    for (const run of this.#board.placed([...this.#told])) yield { event: 'host', run };
    yield { event: 'placed' };
  }

  #unplaced(reason: string): void {
    if (this.#told.has(reason)) return;
    this.#told.add(reason);
    this.#news.push({ event: 'unplaced', reason });
  }
}

/** Whether the scheduler has been through with it; what did not fit is in a second evaluation, which is blocked. */
function isPlacing({ Status }: Evaluation): boolean {
  return Status === 'complete' || Status === 'failed' || Status === 'canceled';
}

function isSettled({ Status }: Evaluation): boolean {
  return Status !== 'pending' && Status !== 'blocked';
}
