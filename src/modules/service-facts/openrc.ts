import { byName, plainWords, type ServiceFact, type ServiceLister } from './service-fact.ts';

export const openrcServices: ServiceLister = async (host) => {
  if (['rc-status', 'rc-update'].some((tool) => host.which(tool) === undefined)) return {};
  const status = await host.query('rc-status', ['-a', '-s', '-m'], plainWords);
  const update = await host.query('rc-update', ['show', '-v'], plainWords);
  return byName(openrcFacts(status.stdout + status.stderr, update.stdout + update.stderr));
};

/** `rc-status -asm` and `rc-update show -v` (OpenRC 0.45): ` cron  [  started  ]`, ` cron | default`. */
export function openrcFacts(status: string, update: string): ServiceFact[] {
  const runlevels = new Map<string, readonly string[] | null>();
  for (const line of update.split('\n')) {
    const [name = '', levels] = line.split('|').map((part) => part.trim());
    if (levels !== undefined) runlevels.set(name, levels === '' ? null : levels.split(/\s+/));
  }
  return status.split('\n').flatMap((line) => {
    if (!line.startsWith(' ')) return [];
    const [name, state] = line.replace(/[[\]]/g, '').trim().split(/\s+/);
    if (name === undefined || state === undefined) return [];
    return [{ name, runlevels: runlevels.get(name) ?? null, state, source: 'openrc' }];
  });
}
