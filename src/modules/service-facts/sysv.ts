import { byName, plainWords, type ServiceFact, type ServiceLister } from './service-fact.ts';

/** Scripts of /etc/init.d; not where chkconfig or OpenRC know better. Each script is asked for its status. */
export const sysvServices: ServiceLister = async (host) => {
  const isOther = ['chkconfig', 'rc-status'].some((tool) => host.which(tool) !== undefined);
  if (host.which('service') === undefined || isOther) return {};
  return byName(parseStatusAll((await host.query('service', ['--status-all'], plainWords)).stdout));
};

/** `service --status-all` (init-system-helpers 1.65): ` [ + ]  cron`, with `?` where a script does not say. */
export function parseStatusAll(output: string): ServiceFact[] {
  const found = [...output.matchAll(/^\s*\[ ([+-]) \]\s+(.+)$/gm)];
  return found.map(([, sign, name = '']) => ({ name, state: sign === '+' ? 'running' : 'stopped', source: 'sysv' }));
}
