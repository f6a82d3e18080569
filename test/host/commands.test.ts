import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realMachine } from '../support/real-machine.ts';

const isRoot = process.getuid?.() === 0;
let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-commands-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const sh = (script: string, options = {}) => realMachine().run('sh', ['-c', script], options);

describe('a command', () => {
  it('gives its code and its output as it came', async () => {
    expect(await sh('echo out; echo err >&2; exit 3', { accept: [0, 3] })).toEqual({
      argv: ['sh', '-c', 'echo out; echo err >&2; exit 3'],
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('fails with its line, its code and the end of what it said, without control characters', async () => {
    const failure = sh('for i in 1 2 3 4 5 6 7; do echo line $i >&2; done; printf "\\033[31mred\\a\\n" >&2; exit 2');
    await expect(failure).rejects.toMatchObject({
      code: 'COMMAND_FAILED',
      message: expect.stringMatching(/: exit code 2: line 4\nline 5\nline 6\nline 7\n\\x1b\[31mred\\x07$/) as string,
      result: { rc: 2, stdout: '', stderr: expect.stringContaining('line 1') as string },
    });
  });

  it('reads what it is given, and nothing otherwise', async () => {
    expect((await sh('cat', { input: 'given' })).stdout).toBe('given');
    expect((await sh('cat')).stdout).toBe('');
  });

  it('sees the environment, the directory and the umask that it is to see', async () => {
    const machine = realMachine({ PATH: '/opt/bin:/usr/bin', KEPT: 'yes', LD_LIBRARY_PATH: '/own/lib', NODE_OPTIONS: '--x' });
    const script = 'echo $KEPT $ADDED "$LD_LIBRARY_PATH$NODE_OPTIONS"; pwd; umask; echo $PATH';
    const result = await machine.run('sh', ['-c', script], { env: { ADDED: 'too' }, cwd: directory, umask: 0o27 });
    expect(result.stdout).toBe(
      `yes too \n${directory}\n0027\n/opt/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin\n`,
    );
  });

  it('keeps bytes that are not UTF-8', async () => {
    expect((await realMachine().run('printf', ['\\377a'])).stdout).toBe('\udcffa');
  });

  it('is ended with all it started when it takes too long', async () => {
    const started = performance.now();
    const pids = join(directory, 'pid');
    const late = sh(`sleep 60 & echo $! > ${pids}; trap '' TERM; sleep 60`, { timeout: 300 });
    await expect(late).rejects.toMatchObject({
      code: 'COMMAND_LATE',
      message: expect.stringContaining('it took longer than 0.3 s') as string,
    });
    expect(performance.now() - started).toBeLessThan(10_000);
    const left = await realMachine().run('sh', ['-c', `kill -0 $(cat ${pids})`], { accept: 'any' });
    expect(left.code).not.toBe(0);
  });

  it('does not wait for a daemon that keeps its output open', async () => {
    const started = performance.now();
    expect((await sh('sleep 20 & echo done')).stdout).toBe('done\n');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('says which signal ended it, with the code that Python gives', async () => {
    await expect(sh('kill -9 $$')).rejects.toMatchObject({
      message: expect.stringContaining('it was ended by SIGKILL') as string,
      result: { rc: -9 },
    });
  });

  it.each([
    ['no-such-program', undefined, 'HOST_MISSING', 'Cannot run "no-such-program": there is no such program on the host'],
    ['true', '/nowhere', 'COMMAND_FAILED', 'Cannot run "true": there is no directory "/nowhere" to run it in'],
    ['/etc/passwd', undefined, 'COMMAND_FAILED', 'Cannot run "/etc/passwd": permission is denied'],
  ])('says why it cannot start: %s in %s', async (program, cwd, code, message) => {
    const options = cwd === undefined ? {} : { cwd };
    await expect(realMachine().run(program, [], options)).rejects.toMatchObject({ code, message });
  });

  it('says that the interpreter of a script is missing', async () => {
    const path = join(directory, 'script');
    writeFileSync(path, '#!/no/such/interpreter\n', { mode: 0o755 });
    await expect(realMachine().run(path, [])).rejects.toMatchObject({
      code: 'COMMAND_FAILED',
      message: `Cannot run "${path}": its interpreter, or the loader it was linked for, is missing`,
    });
  });

  it('takes no more than the system takes', async () => {
    await expect(realMachine().run('true', ['x'.repeat(300_000)])).rejects.toMatchObject({ code: 'COMMAND_FAILED' });
  });

  it.skipIf(!isRoot)(
    'becomes another user with the groups of that user, for good, and the agent stays root (needs root)',
    async () => {
      const { stdout } = await sh('id -u; id -g; id -G; echo $HOME; grep Uid /proc/self/status', {
        user: 'daemon',
      });
      const daemon = realMachine()
        .users()
        .find((user) => user.name === 'daemon');
      const groups = realMachine()
        .groups()
        .filter((group) => group.members.includes('daemon'));
      expect(stdout.split('\n').slice(0, 4)).toEqual([
        String(daemon?.uid),
        String(daemon?.gid),
        [daemon?.gid, ...groups.map((group) => group.gid)].join(' '),
        daemon?.home,
      ]);
      expect(stdout).toMatch(/Uid:\s+1\s+1\s+1\s+1/);
      expect((await sh('id -u')).stdout).toBe('0\n');
      expect(process.geteuid?.()).toBe(0);
    },
  );

  it('refuses a user that the host does not have', async () => {
    await expect(sh('true', { user: 'nobody-at-all' })).rejects.toMatchObject({
      code: 'HOST_MISSING',
      message: 'Cannot become user "nobody-at-all": /etc/passwd has no such user',
    });
  });
});
