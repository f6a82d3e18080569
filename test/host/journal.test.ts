import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { command, drover, ended, makeFleet, removeFleet, startDrover } from '../support/fleet.ts';
import { copyHostRoot, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { until } from '../support/until.ts';

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, the journal of handlers: ${missing} is missing\n`);

const handlers = `  handlers:
    - name: reload
      shell: echo reload >> /var/handled
    - name: restart
      shell: echo restart >> /var/handled; test ! -e /etc/slow || sleep 2; echo restarted >> /var/handled
`;
/** A change that owes two handlers, and then a task that takes its time. */
const site = (more: string): string => `- hosts: all
  gather_facts: false
  tasks:
    - copy: {content: x, dest: /etc/changed}
      notify: [restart, reload]
    - copy: {content: y, dest: /etc/later}
      notify: restart
${more}`;
const slow = '    - command: sleep 2\n      changed_when: false\n';

describe.skipIf(missing !== undefined)('A handler that was notified', () => {
  let fresh = '';
  let root = '';
  let bundles: string[] = [];
  beforeAll(() => {
    fresh = makeHostRoot();
  });
  afterAll(() => removeHostRoot(fresh));
  beforeEach(() => {
    root = copyHostRoot(fresh);
    bundles = [];
  });
  afterEach(() => {
    removeHostRoot(root);
    for (const bundle of bundles) removeFleet(bundle);
  });

  const flags = (site: string): string[] => {
    const bundle = makeFleet({ 'site.yml': site });
    bundles.push(bundle);
    return ['apply', '--bundle', bundle, '--root', root, '--host', 'node1'];
  };
  const journal = () => join(root, 'var/lib/drover/handlers.jsonl');
  const handled = () => readFileSync(join(root, 'var/handled'), 'utf8').trim().split('\n');

  async function killedWhen(path: string, args: readonly string[]): Promise<void> {
    const program = startDrover(args);
    const end = ended(program);
    await until(() => existsSync(join(root, path)));
    program.kill('SIGKILL');
    await end;
  }

  it('runs in the next run if the agent is killed between the change and the handler, once', async () => {
    const args = flags(site(`${slow}${handlers}`));
    await killedWhen('etc/later', args);
    expect(existsSync(join(root, 'var/handled'))).toBe(false);
    expect(existsSync(journal())).toBe(true);

    const second = await drover(args);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toContain('RUNNING HANDLER [restart]');
    expect(handled()).toEqual(['reload', 'restart', 'restarted']);
    expect(existsSync(journal())).toBe(false);

    expect((await drover(args)).stdout).toContain('changed=0');
    expect(handled()).toHaveLength(3);
  });

  it('runs again if the agent is killed in the middle of it, and those before it do not', async () => {
    const args = flags(site(`    - file: {path: /etc/slow, state: touch}\n${handlers}`));
    const program = startDrover(args);
    const end = ended(program);
    await until(() => existsSync(join(root, 'var/handled')) && handled().includes('restart'));
    program.kill('SIGKILL');
    await end;
    const program2 = await drover(args);
    expect(program2.code).toBe(0);
    expect(handled().filter((line) => line === 'reload')).toHaveLength(1);
    expect(handled().filter((line) => line === 'restart')).toHaveLength(2);
    expect(existsSync(journal())).toBe(false);
  });

  it('outlives a check run, which neither runs nor forgets it', async () => {
    const args = flags(site(`${slow}${handlers}`));
    await killedWhen('etc/later', args);
    const before = readFileSync(journal(), 'utf8');
    expect((await drover([...args, '--check'])).code).toBe(0);
    expect(readFileSync(journal(), 'utf8')).toBe(before);
    expect(existsSync(join(root, 'var/handled'))).toBe(false);
  });

  it('outlives a run of other tags', async () => {
    const args = flags(site(`${slow}${handlers}`));
    await killedWhen('etc/later', args);
    await drover([...args, '--tags', 'none-has-it']);
    const last = await drover(args);
    expect(last.code).toBe(0);
    expect(handled()).toEqual(['reload', 'restart', 'restarted']);
  });

  it('is written down before the change, or the change is not made', async () => {
    const state = join(root, 'var/lib/drover');
    mkdirSync(state, { recursive: true });
    command('mount', '-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', state);
    try {
      writeFileSync(join(state, 'fill'), 'x'.repeat(4096));
      const run = await drover(flags(site(handlers)));
      expect(run.stdout).toContain(
        '{"msg": "Cannot write the journal \\"/var/lib/drover/handlers.jsonl\\": no space is left on the device"}',
      );
      expect(run.code).toBe(4);
      expect(existsSync(join(root, 'etc/changed'))).toBe(false);
    } finally {
      command('umount', state);
    }
  });

  it('is given up with a warning where the bundle has it no more', async () => {
    await killedWhen('etc/later', flags(site(`${slow}${handlers}`)));
    const next = await drover(flags('- hosts: all\n  gather_facts: false\n  tasks: [ping: ]\n'));
    expect(next.code).toBe(0);
    expect(next.stdout.match(/\[WARNING\]: An earlier run owed the handler "all > re(start|load)", which/g)).toHaveLength(2);
    expect(existsSync(journal())).toBe(false);
  });
});
