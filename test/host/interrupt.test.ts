import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/events.ts';
import { ended, makeFleet, removeFleet, startDrover } from '../support/fleet.ts';
import { copyHostRoot, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { until } from '../support/until.ts';

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, an interrupted run: ${missing} is missing\n`);

describe.skipIf(missing !== undefined)('A run that is asked to stop', () => {
  let fresh = '';
  let root = '';
  let bundle = '';
  beforeAll(() => {
    fresh = makeHostRoot();
  });
  afterAll(() => removeHostRoot(fresh));
  beforeEach(() => {
    root = copyHostRoot(fresh);
    bundle = makeFleet({
      'site.yml': `- hosts: all
  gather_facts: false
  tasks:
    - shell: touch /etc/begun; sleep 1.5; echo done > /etc/one
      notify: later
    - copy: {content: x, dest: /etc/two}
  handlers:
    - name: later
      copy: {content: x, dest: /etc/handled}
`,
    });
  });
  afterEach(() => {
    removeHostRoot(root);
    removeFleet(bundle);
  });

  const start = (...flags: readonly string[]) => {
    const program = startDrover(['apply', '--bundle', bundle, '--root', root, '--host', 'node1', ...flags]);
    return { program, end: ended(program) };
  };
  const begun = () => until(() => existsSync(join(root, 'etc/begun')));
  const has = (path: string) => existsSync(join(root, path));

  it.each(['SIGTERM', 'SIGINT'] as const)('finishes its task, says so and ends with 4: %s', async (signal) => {
    const { program, end } = start('--output', 'json');
    await begun();
    program.kill(signal);
    const { code, stdout, stderr } = await end;
    expect({ code, stderr }).toEqual({ code: 4, stderr: '' });
    expect(readFileSync(join(root, 'etc/one'), 'utf8')).toBe('done\n');
    expect([has('etc/two'), has('etc/handled')]).toEqual([false, false]);
    const last = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as RunEvent;
    expect(last).toMatchObject({
      event: 'run_end',
      status: 'interrupted',
      recap: { ok: 1, changed: 1, failed: 0 },
      message: 'Interrupted: the task that was running has finished, the others have not begun',
    });
  });

  it('runs the handlers that it owed when it is started again', async () => {
    const { program, end } = start();
    await begun();
    program.kill('SIGTERM');
    expect((await end).stdout).toMatch(/Interrupted: the task .*\n\nPLAY RECAP \*+\nnode1 .*\n$/);
    expect((await start().end).code).toBe(0);
    expect([has('etc/two'), has('etc/handled')]).toEqual([true, true]);
  });

  it('ends at once when it is asked a second time', async () => {
    const { program, end } = start();
    await begun();
    program.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    program.kill('SIGTERM');
    expect((await end).code).toBe(4);
    expect(has('etc/one')).toBe(false);
    await until(() => has('etc/one'));
  });

  it('does not try again what has failed', async () => {
    writeFileSync(
      join(bundle, 'site.yml'),
      `- hosts: all
  gather_facts: false
  tasks:
    - shell: touch /etc/begun; exit 1
      register: tried
      until: tried is succeeded
      retries: 50
      delay: 2
`,
    );
    const { program, end } = start('--output', 'json');
    await begun();
    program.kill('SIGTERM');
    const { code, stdout } = await end;
    expect(code).toBe(4);
    const last = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as RunEvent;
    expect(last).toMatchObject({ status: 'interrupted', recap: { failed: 1 } });
  });

  it('waits for another run no longer', async () => {
    const first = start();
    await begun();
    const second = start('--lock-timeout', '60');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    second.program.kill('SIGTERM');
    const { code, stderr } = await second.end;
    expect(stderr).toMatch(/^INTERRUPTED: Cannot start the run: it was asked to stop/);
    expect(code).toBe(4);
    await first.end;
  });
});
