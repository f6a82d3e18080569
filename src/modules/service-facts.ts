import { type ActionOutcome, defineAction } from '../core/module.ts';
import { openrcServices } from './service-facts/openrc.ts';
import { runitServices } from './service-facts/runit.ts';
import type { ServiceFact } from './service-facts/service-fact.ts';
import { systemdServices } from './service-facts/systemd.ts';
import { sysvServices } from './service-facts/sysv.ts';

export const serviceFacts = defineAction({
  name: 'ansible.builtin.service_facts',
  summary: 'Gather the services and their states as facts',
  args: {},
  examples: ['- service_facts:'],
  effect: 'look',
  async run(host): Promise<ActionOutcome> {
    if (!host.online)
      return { skipped: 'the root is not running', msg: 'Nothing is known of the services of a root that is not running' };
    const services: Record<string, ServiceFact> = {};
    // Where two know a name, the later one is the one that Ansible asks later; runit, which it does not ask, comes first.
    for (const list of [runitServices, sysvServices, openrcServices, systemdServices]) Object.assign(services, await list(host));
    if (Object.keys(services).length === 0)
      return { skipped: 'no services', msg: 'No service manager that is known names any services' };
    return { result: { ansible_facts: { services } } };
  },
});
