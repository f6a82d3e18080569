import { int, path, strings } from '../core/args.ts';
import { defineAction } from '../core/module.ts';

export const setup = defineAction({
  name: 'ansible.builtin.setup',
  aliases: ['gather_facts', 'ansible.builtin.gather_facts'],
  summary: 'Gather facts about the host',
  args: {
    gather_subset: strings({ default: ['all'], doc: 'Which facts; a leading `!` leaves a subset out' }),
    gather_timeout: int({ default: 10, doc: 'Has no effect: each fact is read when it is first used' }),
    filter: strings({ default: [], doc: 'Patterns of the names to return' }),
    fact_path: path({ default: '/etc/ansible/facts.d', doc: 'Directory of local facts' }),
  },
  effect: 'none',
  examples: ['- setup:', '- setup: { filter: ansible_distribution* }', '- setup: { gather_subset: ["!all", network] }'],
  run: (_host, args) => ({ facts: { subset: args.gather_subset, filter: args.filter } }),
});
