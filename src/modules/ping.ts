import { string } from '../core/args.ts';
import { DroverError } from '../core/errors.ts';
import { defineAction } from '../core/module.ts';

export const ping = defineAction({
  name: 'ansible.builtin.ping',
  summary: 'Answer pong',
  args: {
    data: string({ default: 'pong', doc: 'What to answer; `crash` makes the task fail' }),
  },
  examples: ['- ping:', '- ping: { data: hello }'],
  effect: 'look',
  run(_host, { data }) {
    if (data === 'crash') throw new DroverError('MODULE_FAILED', 'Cannot answer: the data is "crash"');
    return { result: { ping: data } };
  },
});
