import { DroverError } from '../core/errors.ts';
import type { JobEnd } from '../core/jobs.ts';
import type { AnyModule, Returned } from '../core/module.ts';
import { pause } from '../core/pause.ts';
import { toValue } from '../core/value/convert.ts';
import { taskArguments } from './arguments-of.ts';
import { type Finding, finish } from './module/finish.ts';
import type { Outcome } from './module/outcome.ts';
import { numberOf } from './number-of.ts';
import { runModule } from './run-module.ts';
import { type Place, taskCall } from './task-call.ts';
import type { Templates } from './templates.ts';
import { hasNoBackground } from './without-background.ts';

/** Seconds between two looks of Ansible at a job in the background, and before the first (ansible-core 2.18, `async_wrapper`). */
const step = 5;
/** `poll` of a task that names none. */
const defaultPoll = 15;

/** Runs a task's module: to its end, or with `async` and `poll: 0` as a job that later tasks ask `async_status` for. */
export async function runTaskModule(module: AnyModule, name: string, place: Place, templates: Templates): Promise<Outcome> {
  const { task } = place;
  const seconds = numberOf(task.async, 0, templates);
  if (seconds !== 0 && hasNoBackground(module)) {
    return told({ failed: true, msg: `This action (${name}) does not support async.` });
  }
  const args = taskArguments(place, templates, module);
  if (seconds === 0) return await runModule(module, args, taskCall(place, templates));
  const poll = numberOf(task.poll, defaultPoll, templates);
  const limit = 1000 * (poll === 0 ? step + step * Math.ceil(seconds / step) : poll * Math.ceil(seconds / poll));
  const call = {
    ...taskCall({ ...place, limit: place.frame.keywords.timeout === undefined ? limit : undefined }, templates),
    details: true,
  };
  const work = () => runModule(module, args, call);
  return poll === 0
    ? await startJob(module, place, untilLate(work(), 'Timeout exceeded'))
    : await waitForJob(place, work, seconds);
}

/** With `poll` a task waits for its job, for as long as `async` says (words and fields of ansible-core 2.18, `TaskExecutor`). */
async function waitForJob({ play }: Place, work: () => Promise<Outcome>, seconds: number): Promise<Outcome> {
  const { jobs } = play.run;
  const id = jobs.name();
  const job = {
    ansible_job_id: id,
    started: 1,
    results_file: jobs.file(id),
    stdout: '',
    stdout_lines: [],
    stderr: '',
    stderr_lines: [],
  };
  const late = `async task did not complete within the requested time - ${seconds}s`;
  const outcome = await untilLate(work(), late, { async_result: { ...job, finished: 0 } });
  if (outcome.result.has('async_result')) return outcome;
  for (const [name, value] of Object.entries({ ...job, finished: 1 }))
    if (!outcome.result.has(name)) outcome.result.set(name, toValue(value));
  return outcome;
}

/**
 * Commands run beside the tasks that follow. A module with state is done when its job is named: it compares what it reads with
 * what is there, which another task must not alter meanwhile.
 */
async function startJob(module: AnyModule, { play }: Place, work: Promise<JobEnd>): Promise<Outcome> {
  const { jobs } = play.run;
  const id = jobs.add(work);
  // One turn of the event loop, in which a program is started.
  if (module.kind === 'action') await pause(0, undefined);
  else await work;
  const returned = { failed: 0, started: 1, finished: 0, ansible_job_id: id, results_file: jobs.file(id) };
  return told({ changed: true, returned });
}

/** @param msg what is said of a command that took longer than its job may */
async function untilLate(work: Promise<Outcome>, msg: string, returned: Returned = {}): Promise<Outcome> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DroverError) || error.code !== 'COMMAND_LATE') throw error;
    return told({ failed: true, msg, returned });
  }
}

function told(finding: Finding): Outcome {
  return finish(finding, 'apply', (value) => value);
}
