import { describe, expect, it } from 'vitest';
import { DroverError } from '../../../src/core/errors.ts';
import type { CommandOptions, CommandResult } from '../../../src/core/host.ts';
import { emptyHost } from '../../support/memory-host.ts';
import { lines, play, said } from './support.ts';

const head = '- hosts: all\n  gather_facts: false\n  tasks:\n    ';
const start = '- { name: start, command: work, async: 20, poll: 0, register: job }\n    ';
const status = '- { name: status, async_status: { jid: "{{ job.ansible_job_id }}" }, register: now, ignore_errors: true }\n    ';

type Answer = () => Promise<Pick<CommandResult, 'code' | 'stdout'>>;

/** A host on which `work` ends as told, and every other command at once. */
function hostWith(work: Answer) {
  const limits: (number | undefined)[] = [];
  const host = emptyHost();
  host.run = async (file: string, args: readonly string[], options: CommandOptions = {}) => {
    limits.push(options.timeout);
    const done = file === 'work' ? await work() : { code: 0, stdout: '' };
    return { argv: [file, ...args], stderr: '', ...done };
  };
  return { host, limits };
}

/** A command that ends when `end` is called. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { end: resolve, work: () => promise.then(() => ({ code: 0, stdout: 'done\n' })) };
}

describe('A task with async and a poll', () => {
  const polled = '- { name: polled, command: work, async: 5, poll: 2, register: job, ignore_errors: true }\n    ';

  it('has the fields of a job beside its result', async () => {
    const { host, limits } = hostWith(async () => ({ code: 0, stdout: 'out\n' }));
    const seen =
      '- debug: { msg: "{{ job.stdout }} {{ job.started }} {{ job.finished }} {{ job.results_file == \'/root/.ansible_async/\' ~ job.ansible_job_id }}" }';
    const { events } = await play(`${head}${polled}${seen}`, { host });
    expect(said(events)).toEqual(['out 1 1 True']);
    expect(limits).toEqual([6000]);
  });

  it('fails where it takes longer, as far as its polls tell', async () => {
    const { host } = hostWith(async () => {
      throw new DroverError('COMMAND_LATE', 'Cannot run "work": it took too long');
    });
    const { events } = await play(`${head}${polled}- debug: { msg: "{{ job.msg }}; {{ job.async_result.finished }}" }`, { host });
    expect(said(events)).toEqual(['async task did not complete within the requested time - 5s; 0']);
  });

  it('has the timeout where it has one too', async () => {
    const { host, limits } = hostWith(async () => ({ code: 0, stdout: '' }));
    await play(`${head}- { command: work, async: 5, poll: 2, timeout: 1 }`, { host });
    expect(limits).toEqual([1000]);
  });
});

describe('A task with async and poll 0', () => {
  it('is left running, says so, and is changed', async () => {
    const { end, work } = held();
    const { host } = hostWith(async () => {
      setTimeout(end, 30);
      return await work();
    });
    const seen = '- debug: { msg: "{{ job.started }} {{ job.finished }} {{ job.changed }} {{ now.finished }}" }';
    const { events } = await play(`${head}${start}${status}${seen}`, { host });
    expect(said(events)).toEqual(['1 0 True 0']);
    expect(lines(events)).toEqual(['start: changed', 'status: ok', 'debug: ok']);
  });

  it('is waited for before the run ends', async () => {
    let isDone = false;
    const { host } = hostWith(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      isDone = true;
      return { code: 0, stdout: '' };
    });
    await play(`${head}${start}- { async_status: { jid: "{{ job.ansible_job_id }}", mode: cleanup } }`, { host });
    expect(isDone).toBe(true);
  });

  it('is waited for when the run fails as well', async () => {
    let isDone = false;
    const { host } = hostWith(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      isDone = true;
      return { code: 0, stdout: '' };
    });
    const { end } = await play(`${head}${start}- fail:`, { host });
    expect([end.status, isDone]).toEqual(['failed', true]);
  });

  it('gives its result to the async_status that comes after its end', async () => {
    const { host } = hostWith(async () => ({ code: 3, stdout: 'out\n' }));
    const { events } = await play(
      `${head}${start}${status}- debug: { msg: "{{ now.finished }} {{ now.rc }} {{ now.stdout }} {{ now is failed }}" }`,
      { host },
    );
    expect(said(events)).toEqual(['1 3 out True']);
    expect(lines(events)).toEqual(['start: changed', 'status: ignored', 'debug: ok']);
  });

  it('is asked again until it has ended', async () => {
    const { end, work } = held();
    const { host } = hostWith(work);
    const until =
      '- { async_status: { jid: "{{ job.ansible_job_id }}" }, register: now, until: now.finished, retries: 100, delay: 0.02 }\n    ';
    setTimeout(end, 100);
    const { events } = await play(`${head}${start}${until}- debug: { msg: "{{ now.stdout }} {{ now.attempts > 1 }}" }`, { host });
    expect(said(events)).toEqual(['done True']);
  });

  it('may take as long as Ansible lets it, which looks every 5 seconds, and fails with its words', async () => {
    const { host, limits } = hostWith(async () => {
      throw new DroverError('COMMAND_LATE', 'Cannot run "work": it took too long');
    });
    const seen = '- debug: { msg: "{{ now.msg }} {{ now.finished }} {{ now is failed }}" }';
    const { events } = await play(`${head}${start}${status}${seen}`, { host });
    expect(limits).toEqual([25_000]);
    expect(said(events)).toEqual(['Timeout exceeded 1 True']);
  });

  it('ends the run where its module has a bug', async () => {
    const { host } = hostWith(async () => {
      throw new TypeError('a bug');
    });
    await expect(play(`${head}${start}`, { host })).rejects.toThrow('a bug');
  });

  it('is forgotten when it is cleaned up, and one that never was is not found', async () => {
    const { host } = hostWith(async () => ({ code: 0, stdout: '' }));
    const clean = '- { async_status: { jid: "{{ job.ansible_job_id }}", mode: cleanup }, register: c }\n    ';
    const seen =
      '- debug: { msg: "{{ c.started }} {{ c.finished }} {{ c.erased == job.results_file }} {{ now.msg }} {{ now.started }}" }';
    const { events } = await play(`${head}${start}${clean}${status}${seen}`, { host });
    expect(said(events)).toEqual(['0 0 True could not find job 1']);
  });

  it('with a module that is no command runs to its end at once', async () => {
    const touch = '- { file: { path: /f, state: touch }, async: 20, poll: 0, register: job }\n    ';
    const seen = '- debug: { msg: "{{ job.finished }} {{ now.finished }} {{ now.changed }} {{ now.state }}" }';
    const { events } = await play(`${head}${touch}${status}${seen}`);
    expect(said(events)).toEqual(['0 1 True file']);
  });

  it('is changed in a check run and skipped at its end, as Ansible has it', async () => {
    const { host, limits } = hostWith(async () => ({ code: 0, stdout: '' }));
    const { events } = await play(`${head}${start}${status}`, { host, check: true });
    expect(lines(events)).toEqual(['start: changed', 'status: skipped']);
    expect(limits).toEqual([]);
  });
});
