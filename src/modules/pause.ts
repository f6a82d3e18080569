import { setTimeout as delay } from 'node:timers/promises';
import { boolean, int, string } from '../core/args.ts';
import { type ActionOutcome, defineAction } from '../core/module.ts';
import { Float } from '../core/value/types.ts';
import { pythonTime } from './lib/command-result.ts';

export const pause = defineAction({
  name: 'ansible.builtin.pause',
  summary: 'Wait for some time',
  args: {
    minutes: int({ doc: 'Minutes to wait; at least a second' }),
    seconds: int({ doc: 'Seconds to wait; at least one' }),
    prompt: string({ doc: 'A question that no one is there to answer: the run goes on at once, with a warning' }),
    echo: boolean({ default: true, doc: 'Has no effect: nothing is typed' }),
  },
  rules: { mutuallyExclusive: [['minutes', 'seconds']] },
  examples: ['- pause: { seconds: 10 }', '- ansible.builtin.pause: { minutes: 1 }'],
  effect: 'none',
  async run(_host, { minutes, seconds, echo }): Promise<ActionOutcome> {
    const wanted = minutes === undefined ? seconds : minutes * 60;
    const start = new Date();
    if (wanted !== undefined) await delay(Math.max(1, wanted) * 1000);
    const stop = new Date();
    const took = (stop.getTime() - start.getTime()) / 1000;
    const stdout = seconds === undefined ? `Paused for ${rounded(took / 60)} minutes` : `Paused for ${rounded(took)} seconds`;
    const times = { start: pythonTime(start), stop: pythonTime(stop), delta: Math.floor(took) };
    const warnings = wanted === undefined ? ['Not waiting for an answer: no one sits before a run'] : [];
    return { warnings, result: { rc: 0, stdout, stderr: '', ...times, echo, user_input: '' } };
  },
});

/** As Python shows a float of two digits. */
function rounded(value: number): string {
  return new Float(Math.round(value * 100) / 100).repr();
}
