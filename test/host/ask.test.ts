import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostFacts } from '../../src/host/facts/host-facts.ts';
import { Machine } from '../../src/host/machine.ts';
import { until } from '../support/until.ts';

const machine = new Machine({
  environment: { PATH: process.env['PATH'], ASKED: 'as ever' },
  online: true,
  facts: (files) => new HostFacts({ files, environment: files.environment }),
});

const ask = (script: string, options: Parameters<Machine['query']>[2] = {}) => machine.query('sh', ['-c', script], options);

describe('a question to a program', () => {
  it('gives its exit code and both its outputs apart', async () => {
    expect(await ask('echo out; echo err >&2; exit 3', { accept: [3] })).toEqual({
      argv: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('takes more than a pipe holds from both outputs at once', async () => {
    const both = 'i=0; while [ $i -lt 20000 ]; do echo 0123456789; echo 9876543210 >&2; i=$((i + 1)); done';
    const { stdout, stderr } = await ask(both);
    expect(stdout).toBe('0123456789\n'.repeat(20_000));
    expect(stderr).toBe('9876543210\n'.repeat(20_000));
  });

  it.each([
    ['a signal ends it', 'kill -TERM $$', 'Cannot run "sh -c \'kill -TERM $$\'": it was ended by SIGTERM'],
    ['it fails', 'echo why >&2; exit 2', 'Cannot run "sh -c \'echo why >&2; exit 2\'": exit code 2: why'],
  ])('is refused where %s', async (_, script, message) => {
    await expect(ask(script)).rejects.toThrow(message);
  });

  it('names a program that the host has not', async () => {
    await expect(machine.query('no-such-program', [])).rejects.toMatchObject({
      code: 'HOST_MISSING',
      message: 'Cannot run "no-such-program": there is no such program on the host',
    });
  });

  it('names a directory that the host has not', async () => {
    await expect(ask('true', { cwd: '/no/such/place' })).rejects.toThrow('there is no directory "/no/such/place" to run it in');
  });

  it('goes out with the environment, the directory and nothing to read', async () => {
    const { stdout } = await ask('echo "$ASKED, $MORE"; pwd; cat', { cwd: '/usr', env: { MORE: 'and more' } });
    expect(stdout).toBe('as ever, and more\n/usr\n');
  });

  it('finds no signal ignored: a writer to a closed pipe ends', async () => {
    const { stdout } = await ask('yes | head -n 1; echo done');
    expect(stdout).toBe('y\ndone\n');
  });

  it('may have input, a time limit or a user as any command', async () => {
    expect((await ask('cat', { input: 'fed' })).stdout).toBe('fed');
    await expect(ask('sleep 5', { timeout: 100 })).rejects.toThrow('it took longer than 0.1 s');
  });

  it('that was foreseen is started once and answers once', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'drover-ask-')), 'asked');
    const script = `echo asked >> ${file}; wc -l < ${file}`;
    machine.foresee('sh', ['-c', script], { env: {} });
    machine.foresee('sh', ['-c', script]);
    await until(() => existsSync(file));
    expect((await ask(script)).stdout).toBe('1\n');
    expect((await ask(script)).stdout).toBe('2\n');
    machine.foresee('sh', ['-c', script]);
    expect((await ask(script)).stdout).toBe('3\n');
  });

  it('that was foreseen is asked anew after a command, which may have changed the answer', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'drover-ask-')), 'state');
    writeFileSync(file, 'before\n');
    machine.foresee('cat', [file]);
    await machine.run('sh', ['-c', `echo after > ${file}`]);
    expect((await machine.query('cat', [file])).stdout).toBe('after\n');
  });

  it('that is foreseen needs no such program', () => {
    expect(() => machine.foresee('no-such-program', [])).not.toThrow();
  });
});
