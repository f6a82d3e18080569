import type { HostReader } from '../../core/host.ts';

/** What is told of one service, in the words of its manager where Ansible has none of its own. */
export type ServiceFact = Readonly<{ name: string; state: string; source: string }> &
  Readonly<Record<string, string | readonly string[] | null>>;

/** The services that one manager knows, by name; none where the host does not have it. */
export type ServiceLister = (host: HostReader) => Promise<Readonly<Record<string, ServiceFact>>>;

/** Managers speak the language of the environment. */
export const plainWords = { env: { LANG: 'C', LC_ALL: 'C' }, accept: 'any' } as const;

export function byName(services: readonly ServiceFact[]): Record<string, ServiceFact> {
  return Object.fromEntries(services.map((service) => [service.name, service]));
}
