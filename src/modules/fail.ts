import { raw } from '../core/args.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';

export const fail = defineAction({
  name: 'ansible.builtin.fail',
  summary: 'Fail with a message',
  args: {
    msg: raw({ default: 'Failed as requested from task', doc: 'What is said' }),
  },
  examples: ['- fail: { msg: "{{ inventory_hostname }} has no disk for data" }', '- fail:'],
  effect: 'none',
  run: (_host, { msg }): ActionOutcome => ({ failed: true, result: { msg } }),
});
