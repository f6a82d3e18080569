import { Refusal } from '../refusal.ts';
import type { Database } from './database.ts';
import {
  dispatchHost,
  dispatchHostRows,
  dispatchNamed,
  putDispatch,
  putDispatchHost,
  type StoredDispatchHost,
} from './dispatches-table.ts';
import { hostNamed, hostWithId, setHostState } from './hosts-table.ts';
import type { NewDispatch, RunsOver } from './messages.ts';
import { runWithId } from './runs-table.ts';
import { settleRun } from './settle-run.ts';

/** Registers a dispatch with the hosts that are expected to report. Told twice, it adds hosts and takes none away. */
export function registerDispatch(database: Database, request: NewDispatch, now: number): void {
  const dispatch = putDispatch(database, request);
  for (const { host: name, node, allocation } of request.hosts) {
    const host = hostNamed(database, name, now).id;
    const before = dispatchHost(database, dispatch, host);
    putDispatchHost(database, {
      dispatch,
      host,
      isExpected: true,
      state: before?.state ?? 'waiting',
      node: node ?? before?.node ?? null,
      allocation: allocation ?? before?.allocation ?? null,
      run: before?.run ?? null,
      deadline: request.deadline,
    });
  }
}

/**
 * Nomad says that allocations are over: a run of theirs that has not ended is lost, a host that has not reported is silent.
 * @returns how many there were of either
 * @throws Refusal (404) for a dispatch that is not known
 */
export function endRuns(database: Database, { dispatch: name, allocation, hosts }: RunsOver, now: number): number {
  const dispatch = dispatchNamed(database, name);
  if (dispatch === undefined) {
    throw new Refusal(404, `Cannot end runs of dispatch "${name}": there is no such dispatch`, {
      hint: 'register the dispatch first',
    });
  }
  const ofAllocation =
    allocation === undefined ? [] : dispatchHostRows(database, 'dispatch = ? AND allocation = ?', dispatch.id, allocation);
  const named = (hosts ?? []).map((host) => {
    const { id } = hostNamed(database, host, now);
    return dispatchHost(database, dispatch.id, id) ?? unexpected(dispatch.id, id);
  });
  return [...ofAllocation, ...named].filter((row) => giveUp(database, row, now)).length;
}

/** Ends what nothing was heard of since `quietSince`, and what is waited for beyond its deadline; some at a time. */
export function sweep(database: Database, quietSince: number, now: number): number {
  const quiet = database.all<{ id: number }>("SELECT id FROM runs WHERE status = 'running' AND heard < ? LIMIT 200", quietSince);
  for (const { id } of quiet) loseRun(database, id, now);
  const late = dispatchHostRows(database, "state = 'waiting' AND deadline < ? LIMIT 1000", now);
  for (const row of late) giveUp(database, row, now);
  return quiet.length + late.length;
}

function giveUp(database: Database, row: StoredDispatchHost, now: number): boolean {
  if (row.state === 'running' && row.run !== null) {
    loseRun(database, row.run, now);
    return true;
  }
  if (row.state !== 'waiting') return false;
  putDispatchHost(database, { ...row, state: 'silent' });
  const host = hostWithId(database, row.host);
  const dispatch = database.get<{ started: number }>('SELECT started FROM dispatches WHERE id = ?', row.dispatch);
  // It may have reported of a later dispatch meanwhile.
  if (host !== undefined && host.lastStarted < (dispatch?.started ?? 0)) setHostState(database, host.id, 'silent', now);
  return true;
}

function loseRun(database: Database, id: number, now: number): void {
  const run = runWithId(database, id);
  const host = run && hostWithId(database, run.host);
  if (run === undefined || host === undefined || run.status !== 'running') return;
  run.status = 'lost';
  run.message = 'Lost: its allocation is over, or nothing was heard of it for too long, and no end was reported';
  settleRun(database, run, host, null, now);
}

function unexpected(dispatch: number, host: number): StoredDispatchHost {
  return { dispatch, host, isExpected: true, state: 'waiting', node: null, allocation: null, run: null, deadline: 0 };
}
