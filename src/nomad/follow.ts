import { DroverError } from '../core/errors.ts';
import type { NomadClient } from './client.ts';
import type { Allocation, Dispatched, Evaluation } from './documents.ts';
import { eventStream } from './event-stream.ts';
import type { HostBoard } from './host-board.ts';
import type { HostRun } from './host-run.ts';
import { placementFailures } from './placement.ts';

export type FollowEvent =
  | { readonly event: 'host'; readonly run: HostRun }
  /** Nomad has placed what it could. */
  | { readonly event: 'placed' }
  | { readonly event: 'unplaced'; readonly reason: string }
  /** Nomad is out of sight; null when it is back. */
  | { readonly event: 'lost'; readonly error: DroverError | null };

/**
 * Follows a dispatched job until every host is done or the signal ends it, by Nomad's event stream; after each connection
 * everything is read once, for events that the server no longer has.
 * @throws DroverError `NOMAD_…` where Nomad refuses; that it is out of reach is an event
 */
export async function* follow(
  client: NomadClient,
  { DispatchedJobID: job, JobCreateIndex: index }: Dispatched,
  board: HostBoard,
  signal: AbortSignal,
): AsyncGenerator<FollowEvent, void, undefined> {
  const subscription = {
    topics: [`Evaluation:${job}`, `Allocation:${job}`],
    index,
    what: `follow job "${job}"`,
    capability: 'read-job',
  };
  const progress = new Progress(board);
  for await (const item of eventStream(client.connection, subscription, signal)) {
    if (item.kind === 'events') {
      for (const { Payload } of item.events) progress.take(Payload.Evaluation, Payload.Allocation);
    } else {
      yield* progress.sight(item.lost, await readAll(client, job, progress, signal));
    }
    yield* progress.news();
    if (progress.isOver) return;
  }
}

/** @returns the error where Nomad is out of reach */
async function readAll(
  client: NomadClient,
  job: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<DroverError | undefined> {
  try {
    // Evaluations first: what they have placed is then among the allocations.
    for (const evaluation of await client.evaluations(job, signal)) progress.take(evaluation, undefined);
    for (const allocation of await client.allocations(job, signal)) progress.take(undefined, allocation);
    return undefined;
  } catch (error) {
    const mayPass = error instanceof DroverError && ['NOMAD_UNREACHABLE', 'NOMAD_NO_LEADER', 'NOMAD_FAILED'].includes(error.code);
    if (mayPass || signal.aborted) return mayPass ? error : undefined;
    throw error;
  }
}

class Progress {
  readonly #board: HostBoard;
  readonly #evaluations = new Map<string, Evaluation>();
  readonly #told = new Set<string>();
  #news: FollowEvent[] = [];
  #isPlaced = false;
  #isLost = false;

  constructor(board: HostBoard) {
    this.#board = board;
  }

  get isOver(): boolean {
    return this.#isPlaced && [...this.#evaluations.values()].every(isSettled) && this.#board.isOver;
  }

  take(evaluation: Evaluation | undefined, allocation: Allocation | undefined): void {
    if (allocation !== undefined) {
      const run = this.#board.take(allocation);
      if (run !== undefined) this.#news.push({ event: 'host', run });
    }
    if (evaluation === undefined || (this.#evaluations.get(evaluation.ID)?.ModifyIndex ?? -1) >= evaluation.ModifyIndex) return;
    this.#evaluations.set(evaluation.ID, evaluation);
    for (const reason of placementFailures(evaluation)) this.#unplaced(reason);
  }

  /** Tells of a connection that was lost or is back. */
  *sight(lost: DroverError | undefined, failed: DroverError | undefined): Generator<FollowEvent> {
    if (failed === undefined && this.#isLost) yield { event: 'lost', error: null };
    if (failed !== undefined && !this.#isLost) yield { event: 'lost', error: lost ?? failed };
    this.#isLost = failed !== undefined;
  }

  *news(): Generator<FollowEvent> {
    const news = this.#news;
    this.#news = [];
    yield* news;
    if (this.#isPlaced || ![...this.#evaluations.values()].some(isPlacing)) return;
    this.#isPlaced = true;
    for (const run of this.#board.placed()) yield { event: 'host', run };
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
