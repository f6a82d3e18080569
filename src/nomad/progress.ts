import type { Evaluation, StreamEvent } from './documents.ts';
import type { FollowEvent } from './follow-event.ts';
import type { HostBoard } from './host-board.ts';
import { placementFailures } from './placement.ts';

/** What is known of a dispatched job, and what of it has not been told yet. */
export class Progress {
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
