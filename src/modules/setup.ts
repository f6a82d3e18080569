import { defineAction } from '../core/module.ts';
import { factArgs, gatheringOf } from './lib/fact-args.ts';

export const setup = defineAction({
  name: 'ansible.builtin.setup',
  summary: 'Gather facts about the host',
  args: factArgs,
  effect: 'look',
  examples: ['- setup:', '- setup: { filter: ansible_distribution* }', '- setup: { gather_subset: ["!all", network] }'],
  run: (host, args) => ({ facts: host.facts.gather(gatheringOf(args)) }),
});
