import type { HostReader } from '../../core/host.ts';
import { byName, plainWords, type ServiceFact, type ServiceLister } from './service-fact.ts';

/** systemctl believes to be in a chroot and would say nothing; PID 1 is the truth. */
const options = { ...plainWords, env: { ...plainWords.env, SYSTEMD_IGNORE_CHROOT: '1' } };

export const systemdServices: ServiceLister = async (host) => {
  if (host.facts.get('service_mgr') !== 'systemd') return {};
  const list = async (what: string, ...flags: string[]): Promise<string> =>
    (await host.query('systemctl', [what, '--no-pager', '--type', 'service', '--all', ...flags], options)).stdout;
  const units = parseUnits(await list('list-units', '--plain'));
  const files = parseUnitFiles(await list('list-unit-files'));
  const loaded = new Set(units.map(({ name }) => name));
  const states = await activeStates(
    host,
    [...files.keys()].filter((name) => !loaded.has(name)),
  );
  return byName(systemdFacts(units, files, states));
};

/** A template is no unit: systemctl can only refuse to speak of it, and of all others with it. */
async function activeStates(host: HostReader, names: readonly string[]): Promise<Map<string, string>> {
  const asked = names.filter((name) => !name.includes('@.'));
  if (asked.length === 0) return new Map();
  const { stdout } = await host.query('systemctl', ['show', '--property=ActiveState', ...asked], options);
  const answers = stdout
    .split('\n')
    .flatMap((line) => (line.startsWith('ActiveState=') ? [line.slice('ActiveState='.length)] : []));
  return new Map(asked.map((name, i) => [name, answers[i] ?? 'unknown']));
}

export interface ListedUnit {
  readonly name: string;
  readonly state: 'running' | 'stopped';
  readonly status: string;
}

const bad: readonly string[] = ['not-found', 'masked', 'failed'];

/** `systemctl list-units --plain` (systemd 252): unit, load, active, sub, description. */
export function parseUnits(output: string): ListedUnit[] {
  const lines = output.split('\n').filter((line) => line.includes('.service'));
  return lines.map((line) => {
    const fields = line.trim().split(/\s+/);
    const [name = '', , active = 'unknown', sub] = fields;
    // The last word counts as the description, whatever stands before it, as in ansible-core 2.18.
    const status = bad.find((word) => fields.slice(0, -1).includes(word)) ?? active;
    return { name, state: sub === 'running' ? 'running' : 'stopped', status };
  });
}

/** `systemctl list-unit-files`: unit file, state, preset. */
export function parseUnitFiles(output: string): Map<string, string> {
  const lines = output.split('\n').filter((line) => line.includes('.service'));
  return new Map(lines.map((line) => line.trim().split(/\s+/)).map(([name = '', state = 'unknown']) => [name, state]));
}

/** A unit file's state says more than whether the unit runs, unless something is wrong with the unit. */
export function systemdFacts(
  units: readonly ListedUnit[],
  files: ReadonlyMap<string, string>,
  states: ReadonlyMap<string, string>,
): ServiceFact[] {
  const source = 'systemd';
  const loaded = new Set(units.map(({ name }) => name));
  const listed = units.map(({ name, state, status }) => ({
    ...{ name, state, source },
    status: bad.includes(status) ? status : (files.get(name) ?? status),
  }));
  const others = [...files].filter(([name]) => !loaded.has(name));
  return [...listed, ...others.map(([name, status]) => ({ name, state: states.get(name) ?? 'unknown', status, source }))];
}
