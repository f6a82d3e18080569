import type { DroverError } from '../core/errors.ts';
import type { NomadClient } from './client.ts';
import type { Dispatched, Evaluation, StreamEvent } from './documents.ts';
import { eventStream } from './event-stream.ts';
import type { HostBoard } from './host-board.ts';
import type { HostRun } from './host-run.ts';
import { mayPass } from './nomad-error.ts';
import { placementFailures } from './placement.ts';

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
 * everything is read once, for events that the server no longer has.
 * @throws DroverError `NOMAD_…` where Nomad refuses; that it is out of reach is an event
 */
export async function* follow(
  client: NomadClient,
  { dispatched: { DispatchedJobID: job, JobCreateIndex: index }, board, withNodes }: Followed,
  signal: AbortSignal,
): AsyncGenerator<FollowEvent, void, undefined> {
  const subscription = {
    topics: [`Evaluation:${job}`, `Allocation:${job}`, ...(withNodes ? ['Node'] : [])],
    index,
    what: `follow job "${job}"`,
    capability: 'read-job',
  };
  const progress = new Progress(board);
  for await (const item of eventStream(client.connection, subscription, signal)) {
    if (item.kind === 'events') {
      for (const { Payload } of item.events) progress.take(Payload);
    } else {
      // Who was down before the first connection is known from the list that the expected hosts are made of.
      const lists = { job, nodes: withNodes && item.lost !== undefined };
      yield* progress.sight(item.lost, await sought(client, lists, progress, signal));
    }
    yield* progress.news();
    if (progress.isOver) return;
  }
}

interface Lists {
  readonly job: string;
  readonly nodes: boolean;
}

/** @returns the error where Nomad is out of reach */
async function sought(
  client: NomadClient,
  lists: Lists,
  progress: Progress,
  signal: AbortSignal,
): Promise<DroverError | undefined> {
  try {
    await readAll(client, lists, progress, signal);
    return undefined;
  } catch (error) {
    if (mayPass(error)) return error;
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function readAll(client: NomadClient, { job, nodes }: Lists, progress: Progress, signal: AbortSignal): Promise<void> {
  // Evaluations first: what they have placed is then among the allocations.
  for (const Evaluation of await client.evaluations(job, signal)) progress.take({ Evaluation });
  for (const Allocation of await client.allocations(job, signal)) progress.take({ Allocation });
  if (nodes) for (const Node of await client.nodes(signal)) progress.take({ Node });
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

  take({ Evaluation: evaluation, Allocation: allocation, Node: node }: StreamEvent['Payload']): void {
    if (allocation !== undefined) this.#host(this.#board.take(allocation));
    if (node !== undefined) this.#host(this.#board.node(node.ID, node.Status));
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

  #host(run: HostRun | undefined): void {
    if (run !== undefined) this.#news.push({ event: 'host', run });
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
