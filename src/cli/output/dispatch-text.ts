import { counted } from '../../core/counted.ts';
import type { DispatchEvent, DispatchOutcome } from '../../nomad/dispatch.ts';
import { isBad } from '../../nomad/dispatch-status.ts';
import type { HostRun, HostRunState } from '../../nomad/host-run.ts';
import type { ReportedRun } from '../../nomad/reported-runs.ts';
import type { Colour, Paint } from './paint.ts';
import { recapLine } from './recap-line.ts';

const colours: Readonly<Record<HostRunState, Colour>> = {
  expected: 'dim',
  pending: 'dim',
  running: 'cyan',
  done: 'green',
  failed: 'red',
  lost: 'red',
  silent: 'purple',
};

/** A line for each thing that happens to a dispatch. */
export function dispatchLine(event: DispatchEvent, paint: Paint): string {
  switch (event.event) {
    case 'dispatched': {
      const how = event.check ? ' as a check' : '';
      const hosts = event.expected === null ? '' : `, ${counted(event.expected, 'host')} expected`;
      return `${event.dispatch}: ${event.roles.join(', ')} at commit ${event.commit}${how}${hosts}\n`;
    }
    case 'host':
      return `${stateText(event.run, paint)}\n`;
    case 'placed':
      return paint('dim', `placed on ${event.placed} of ${counted(event.hosts, 'host')}\n`);
    case 'warning':
      return paint('purple', `[WARNING]: ${event.message}\n`);
  }
}

function stateText({ state, host, message, details, ms }: HostRun, paint: Paint): string {
  const time = ms === null || state === 'running' ? '' : ` in ${seconds(ms)}`;
  const why = [message, details].filter((text) => text !== null);
  return [`${paint(colours[state], `${state}: [${host}]`)}${time}`, ...why].join(': ');
}

/** The table at the end, with the counts of the runs where the collector knows them; bad hosts last, where they are seen. */
export function dispatchRecap(
  { hosts, end, dispatch }: DispatchOutcome,
  reported: ReadonlyMap<string, ReportedRun>,
  paint: Paint,
): string {
  const title = 'DISPATCH RECAP ';
  const banner = `\n${title}${'*'.repeat(79 - title.length)}\n`;
  const sorted = [...hosts.filter((run) => !isBad(run)), ...hosts.filter(isBad)];
  const lines = sorted.map((run) => recapOf(run, reported.get(run.host), paint));
  const nobody = hosts.length === 0 ? [paint('red', 'no host took the job')] : [];
  const later =
    end === 'done' || hosts.length === 0 ? [] : [paint('dim', `what still runs goes on: nomad job status ${dispatch}`)];
  return `${banner}${[...lines, ...nobody, ...later].join('\n')}\n`;
}

function recapOf(run: HostRun, report: ReportedRun | undefined, paint: Paint): string {
  const { state, host } = run;
  const message = report?.message ?? run.message;
  const words = `${paint(colours[state], state)}${message === null ? '' : `: ${message}`}`;
  if (report === undefined) return `${paint(colours[state], host.padEnd(26))} : ${words}`;
  return `${recapLine(host, report.recap, paint).trimEnd()} ${words}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
