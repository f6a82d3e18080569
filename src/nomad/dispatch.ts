import { DroverError } from '../core/errors.ts';
import type { NomadClient } from './client.ts';
import { type Collector, tellCollector, tellOver } from './collector.ts';
import { type DispatchRequest, dispatchMeta, parameterizedJob } from './dispatch-request.ts';
import type { Dispatched, Job, NodeStub } from './documents.ts';
import { type ExpectedHost, expectedHosts, tasksOf } from './expected-hosts.ts';
import { type Followed, follow } from './follow.ts';
import type { FollowEvent } from './follow-event.ts';
import { HostBoard } from './host-board.ts';
import type { HostRun } from './host-run.ts';
import { LastWords } from './last-words.ts';

/** What happens to a dispatch, one after another. The Git hook and the command line show it. */
export type DispatchEvent =
  | {
      readonly event: 'dispatched';
      /** ID of the dispatched job. */
      readonly dispatch: string;
      readonly commit: string;
      readonly roles: readonly string[];
      readonly check: boolean;
      /** How many hosts are expected to report; null where Nomad does not tell. */
      readonly expected: number | null;
    }
  | { readonly event: 'host'; readonly run: HostRun }
  /** Nomad has placed what it could. */
  | { readonly event: 'placed'; readonly hosts: number; readonly placed: number }
  | { readonly event: 'warning'; readonly message: string };

export interface DispatchOutcome {
  readonly dispatch: string;
  /** By name. */
  readonly hosts: readonly HostRun[];
  /** `placed`: nobody was to wait for more. */
  readonly end: 'done' | 'placed' | 'deadline' | 'interrupted';
  /** Why Nomad could not be reached any more; the runs go on without it. */
  readonly lost: DroverError | null;
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Dispatches the job once, with an idempotency token, and follows it. The outcome comes with the last `next()`.
 *
 * It always ends: at the latest when the request's time is over. Stopping it stops no run.
 * @throws DroverError `NOMAD_…` where nothing could be dispatched, or Nomad refuses to tell of it
 */
export async function* dispatch(
  client: NomadClient,
  request: DispatchRequest,
  collector: Collector | undefined,
  signal: AbortSignal,
): AsyncGenerator<DispatchEvent, DispatchOutcome, undefined> {
  const began = Date.now();
  const until = AbortSignal.any([signal, AbortSignal.timeout(request.timeout)]);
  const [job, nodes] = await Promise.all([parameterizedJob(client, request.job, until), listed(client, until)]);
  const meta = dispatchMeta(request, job);
  const isBlind = nodes instanceof DroverError;
  const expected = isBlind ? [] : await meant(client, request, job, nodes, until);
  const dispatched = await client.dispatch(job.ID, meta, crypto.randomUUID());
  yield started(request, dispatched, isBlind ? null : expected.length);
  if (isBlind) yield warning(`${nodes.message}: nodes that are down are not shown`);

  const board = new HostBoard(expected);
  const told = yield* tell(client, request, { job, dispatched, board, withNodes: !isBlind, collector }, until);
  if (told.refusal !== undefined) yield warning(told.refusal);
  const end = told.isOver ? (request.wait ? 'done' : 'placed') : signal.aborted ? 'interrupted' : 'deadline';
  for (const run of unfinished(board, end, request.timeout)) yield { event: 'host', run };
  if (told.refusal === undefined) await tellOver(collector, dispatched.DispatchedJobID, board.hosts);
  const lost = end === 'deadline' ? told.lost : null;
  return { dispatch: dispatched.DispatchedJobID, hosts: board.hosts, end, lost, ms: Date.now() - began };
}

interface Telling extends Followed {
  readonly job: Job;
  readonly collector: Collector | undefined;
}

interface Told {
  /** Whether it came to its end by itself. */
  readonly isOver: boolean;
  readonly lost: DroverError | null;
  /** Why the collector does not know of the dispatch. */
  readonly refusal: string | undefined;
}

async function* tell(
  client: NomadClient,
  request: DispatchRequest,
  telling: Telling,
  until: AbortSignal,
): AsyncGenerator<DispatchEvent, Told, undefined> {
  const { job, dispatched, board, collector } = telling;
  const words = new LastWords(client, tasksOf(job)[0]?.Name ?? '');
  let refusal: Promise<string | undefined> = Promise.resolve(undefined);
  let lost: DroverError | null = null;
  let isPlaced = false;
  for await (const event of follow(client, telling, until)) {
    yield event.event === 'host' ? await hostEvent(event.run, words, board, until) : shown(event, board);
    if (event.event === 'lost') lost = event.error;
    if (event.event !== 'placed') continue;
    isPlaced = true;
    refusal = tellCollector(collector, dispatched.DispatchedJobID, request, board.hosts);
    if (!request.wait) break;
  }
  return { isOver: isPlaced && !until.aborted, lost, refusal: await refusal };
}

async function hostEvent(run: HostRun, words: LastWords, board: HostBoard, until: AbortSignal): Promise<DispatchEvent> {
  const told = await words.with(run, until);
  // A run that is told of as it came may be an older state by now.
  if (told !== run) board.explain(told);
  return { event: 'host', run: told };
}

function shown(event: Exclude<FollowEvent, { event: 'host' }>, { hosts }: HostBoard): DispatchEvent {
  switch (event.event) {
    case 'placed':
      return { event: 'placed', hosts: hosts.length, placed: hosts.filter(({ allocation }) => allocation !== null).length };
    case 'unplaced':
      return warning(event.reason);
    case 'lost':
      return warning(event.error === null ? 'Nomad answers again' : `${event.error.message}; the runs go on, trying again`);
  }
}

function unfinished(board: HostBoard, end: DispatchOutcome['end'], timeout: number): readonly HostRun[] {
  if (end === 'deadline') return board.close(`after ${Math.round(timeout / 1000)} s`);
  return end === 'interrupted' ? board.close('when the wait was interrupted') : [];
}

/** Without the right to list nodes a dispatch works all the same. */
async function listed(client: NomadClient, signal: AbortSignal): Promise<readonly NodeStub[] | DroverError> {
  return client.nodes(signal).catch((error: unknown) => {
    if (error instanceof DroverError && error.code === 'NOMAD_DENIED') return error;
    throw error;
  });
}

async function meant(
  client: NomadClient,
  { hosts }: DispatchRequest,
  job: Job,
  nodes: readonly NodeStub[],
  signal: AbortSignal,
): Promise<readonly ExpectedHost[]> {
  const expected = await expectedHosts(client, job, nodes, signal);
  return hosts === undefined ? expected : expected.filter(({ host, obstacle }) => obstacle === undefined || hosts.has(host));
}

function started({ commit, roles, check }: DispatchRequest, dispatched: Dispatched, expected: number | null): DispatchEvent {
  return { event: 'dispatched', dispatch: dispatched.DispatchedJobID, commit, roles: roles ?? ['all'], check, expected };
}

function warning(message: string): DispatchEvent {
  return { event: 'warning', message };
}
