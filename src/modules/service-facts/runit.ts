import type { HostReader } from '../../core/host.ts';
import { parseSvStatus } from '../service/runit-output.ts';
import { byName, plainWords, type ServiceLister } from './service-fact.ts';

const links = '/var/service';
const states = { started: 'running', stopped: 'stopped', unknown: 'unknown' } as const;

/**
 * The services of /etc/sv and those linked from elsewhere. Ansible has no facts of runit; the words are those that it has
 * for systemd.
 */
export const runitServices: ServiceLister = async (host) => {
  if (host.which('sv') === undefined) return {};
  const enabled = names(host, links);
  const paths = enabled.map((name) => `${links}/${name}`);
  const answer = paths.length === 0 ? '' : (await host.query('sv', ['status', ...paths], plainWords)).stdout;
  const known = parseSvStatus(answer);
  const all = [...new Set([...names(host, '/etc/sv'), ...enabled])].sort();
  return byName(
    all.map((name) => ({
      name,
      state: enabled.includes(name) ? states[known.get(`${links}/${name}`)?.state ?? 'unknown'] : 'stopped',
      status: enabled.includes(name) ? 'enabled' : 'disabled',
      source: 'runit',
    })),
  );
};

function names(host: HostReader, folder: string): string[] {
  if (host.stat(folder)?.type !== 'directory') return [];
  return host.list(folder).filter((name) => !name.startsWith('.'));
}
