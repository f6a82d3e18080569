import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { apply, changedTasks, type Run, repository } from '../support/drover.ts';
import { copyHostRoot, type Libc, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { hostTree } from '../support/host-tree.ts';

/** What Drover keeps of its runs. */
const own = ['/var/lib/drover', '/run/drover'];

/** What a run changed, without the commands that a check run cannot foresee and skips. */
const foreseeable = (run: Run): string[] => {
  const commands = run.tasks.filter(({ module }) => ['ansible.builtin.command', 'ansible.builtin.shell'].includes(module));
  const unforeseen = new Set(commands.map(({ role, task }) => `${role} : ${task}`));
  return changedTasks(run).filter((task) => !unforeseen.has(task));
};

/** A bundle with the roles and the inventory of the example fleet, in which every host has one role. */
function bundleOf(role: string): string {
  const bundle = mkdtempSync(join(tmpdir(), 'drover-role-'));
  mkdirSync(join(bundle, 'inventory'));
  for (const part of ['roles', 'inventory']) cpSync(join(repository, part), join(bundle, part), { recursive: true });
  writeFileSync(join(bundle, 'site.yml'), `- name: One role\n  hosts: all\n  roles: [${role}]\n`);
  return bundle;
}

async function holdInvariants(fresh: string, host: string, flags: readonly string[]): Promise<void> {
  const root = copyHostRoot(fresh);
  try {
    const before = hostTree(root, { times: true });
    const check = await apply(root, host, '--check', ...flags);
    expect(check.code, check.stderr).toBe(0);
    expect(hostTree(root, { times: true }), 'a check leaves every byte and time').toEqual(before);

    const first = await apply(root, host, ...flags);
    expect(first.code, first.stderr).toBe(0);
    expect(changedTasks(first).length, 'the first run changes something').toBeGreaterThan(0);
    expect(foreseeable(check), 'a check reports what the run then changes').toEqual(foreseeable(first));

    const after = hostTree(root, { times: true, without: own });
    const second = await apply(root, host, ...flags);
    expect(second.code, second.stderr).toBe(0);
    expect(changedTasks(second), 'a second run changes nothing').toEqual([]);
    const last = await apply(root, host, '--check', ...flags);
    expect(changedTasks(last), 'a check after the run reports nothing').toEqual([]);
    expect(hostTree(root, { times: true, without: own }), 'nothing was written again').toEqual(after);
  } finally {
    removeHostRoot(root);
  }
}

function report(libc: Libc): boolean {
  const missing = missingForHostRoots(libc);
  if (missing !== undefined) console.warn(`\nNOT TESTED on a root with libc ${libc}: ${missing} is missing\n`);
  return missing !== undefined;
}

describe.skipIf(report('none'))('Every shipped role, on a root with a static busybox only', () => {
  let fresh = '';
  let bundle = '';
  beforeAll(() => {
    fresh = makeHostRoot('none');
  });
  afterAll(() => removeHostRoot(fresh));
  afterEach(() => rmSync(bundle, { recursive: true, force: true }));

  it.each(readdirSync(join(repository, 'roles')).sort())('holds the four invariants: %s', async (role) => {
    bundle = bundleOf(role);
    await holdInvariants(fresh, role === 'nomad-server' ? 'core' : 'node1', ['--bundle', bundle]);
  });

  it.each(['core', 'node1', 'node2'])('holds the four invariants with all the others: %s', async (host) => {
    await holdInvariants(fresh, host, []);
  });
});

describe.skipIf(report('glibc'))('The example fleet, on a root with glibc', () => {
  let fresh = '';
  beforeAll(() => {
    fresh = makeHostRoot('glibc');
  }, 600_000);
  afterAll(() => removeHostRoot(fresh));

  it.each(['core', 'node1'])('holds the four invariants: %s', { timeout: 300_000 }, async (host) => {
    await holdInvariants(fresh, host, []);
  });
});
