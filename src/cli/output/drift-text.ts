import { counted } from '../../core/counted.ts';
import { isBad } from '../../nomad/dispatch-status.ts';
import type { DriftTick, DriftTimer } from '../../nomad/drift.ts';
import type { ReportedRun } from '../../nomad/reported-runs.ts';
import type { Paint } from './paint.ts';

type Reports = ReadonlyMap<string, ReadonlyMap<string, ReportedRun>>;

/** Timers for a person: when they tick, and what the last tick found. */
export function driftText(timers: readonly DriftTimer[], reports: Reports, paint: Paint): string {
  if (timers.length === 0) return `${paint('purple', 'no timer runs')}: drover drift start --commit SHA --role all starts one\n`;
  return `${timers.map((timer) => timerText(timer, reports, paint)).join('\n\n')}\n`;
}

function timerText(timer: DriftTimer, reports: Reports, paint: Paint): string {
  const next = timer.next === null ? 'unknown here' : moment(timer.next);
  return [
    paint('bold', timer.id),
    `  what       ${timer.role} at commit ${timer.commit}, ${timer.check ? 'looks only' : 'mends what it finds'}`,
    `  since      ${moment(timer.started)}`,
    `  next tick  ${next} (${timer.crons.join('; ')} ${timer.timeZone})`,
    `  last tick  ${timer.lastTick === null ? 'none yet' : tickText(timer.lastTick, reports.get(timer.lastTick.id), paint)}`,
  ].join('\n');
}

function tickText({ time, hosts }: DriftTick, reported: ReadonlyMap<string, ReportedRun> | undefined, paint: Paint): string {
  const bad = hosts.filter(isBad).map(({ host, state, message }) => paint('red', `${host} ${state}: ${message}`));
  const drifted = hosts
    .filter(({ host }) => (reported?.get(host)?.recap.changed ?? 0) > 0)
    .map(({ host }) => paint('yellow', `${host} drifted: ${counted(reported?.get(host)?.recap.changed ?? 0, 'change')}`));
  const rest = hosts.length - bad.length - drifted.length;
  const known = reported === undefined || reported.size === 0 ? 'done' : 'in sync';
  const head = `${moment(time)}, ${counted(hosts.length, 'host')}, ${rest} ${known}`;
  return [head, ...bad, ...drifted].join('\n             ');
}

/** To the second, in UTC, as Nomad's timers are unless told otherwise. */
function moment(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
