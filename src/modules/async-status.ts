import { choice, string } from '../core/args.ts';
import type { JobEnd } from '../core/jobs.ts';
import { type ActionOutcome, defineAction, type Returned } from '../core/module.ts';
import { pause } from '../core/pause.ts';
import { outputOf } from './lib/command-result.ts';

export const asyncStatus = defineAction({
  name: 'ansible.builtin.async_status',
  summary: 'Say how a task stands that was started in the background',
  args: {
    jid: string({ required: true, doc: 'The `ansible_job_id` of its result' }),
    mode: choice('status', 'cleanup')({ default: 'status', doc: '`cleanup` forgets the job, which runs on' }),
  },
  effect: 'look',
  examples: [
    '- async_status: { jid: "{{ job.ansible_job_id }}" }\n  register: done\n  until: done.finished\n  retries: 60\n  delay: 10',
    '- async_status: { jid: "{{ job.ansible_job_id }}", mode: cleanup }',
  ],
  async run(_host, { jid, mode }, { jobs }) {
    // What has ended meanwhile is heard of in a turn of the event loop.
    await pause(0, undefined);
    const file = jobs.file(jid);
    const job = jobs.find(jid);
    const known = {
      ...outputOf('', ''),
      ansible_job_id: jid,
      ...(mode === 'cleanup' ? { erased: file } : { results_file: file }),
    };
    if (job === undefined) return { failed: true, msg: 'could not find job', result: { ...known, started: 1, finished: 1 } };
    if (mode === 'cleanup') {
      jobs.erase(jid);
      return { result: { ...known, started: 0, finished: 0 } };
    }
    if (job.ended === undefined) return { result: { ...known, started: 1, finished: 0 } };
    return outcomeOf(job.ended, { ...known, started: 1, finished: 1 });
  },
});

/** The end of a job is that of the task that asks for it. */
function outcomeOf({ result, skipped, msg, diffs, variables, facts, ...end }: JobEnd, known: Returned): ActionOutcome {
  return {
    ...end,
    diff: diffs,
    result: { ...known, ...Object.fromEntries(result) },
    ...(skipped === undefined ? {} : { skipped }),
    ...(msg === undefined ? {} : { msg }),
    ...(variables === undefined ? {} : { variables }),
    ...(facts === undefined ? {} : { facts }),
  };
}
