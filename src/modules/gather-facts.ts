import { boolean } from '../core/args.ts';
import { defineAction } from '../core/module.ts';
import { factArgs, gatheringOf } from './lib/fact-args.ts';

export const gatherFacts = defineAction({
  name: 'ansible.builtin.gather_facts',
  summary: 'Gather facts about the host, as a play does when it starts',
  args: { ...factArgs, parallel: boolean({ doc: 'Has no effect: one module gathers all' }) },
  defaultsFrom: ['ansible.builtin.setup'],
  effect: 'look',
  examples: ['- gather_facts:', '- gather_facts: { gather_subset: min }'],
  run: (host, args) => ({ facts: host.facts.gather(gatheringOf(args)) }),
});
