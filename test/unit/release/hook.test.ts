import { rmSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkRelease } from '../../../src/cli/check-release.ts';
import { Excerpts } from '../../../src/cli/excerpts.ts';
import { DroverError } from '../../../src/core/errors.ts';
import {
  type DispatchEnd,
  type DispatchRequest,
  dispatchedReference,
  type HookOptions,
  runHook,
} from '../../../src/release/hook.ts';
import { openRepository } from '../../../src/release/open-repository.ts';
import type { Released } from '../../../src/release/release.ts';
import type { Repository } from '../../../src/release/repository.ts';
import { makeFleet } from '../../support/fleet.ts';
import { commitFiles, git, makeRepository } from '../../support/git-fleet.ts';

type Files = Readonly<Record<string, string>>;

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

const fleet: Files = {
  'site.yml': '- hosts: all\n  gather_facts: false\n  roles: [web, ntp]\n',
  'inventory/hosts': '[web]\nnode1\nnode2\n[db]\nnode3\n',
  'inventory/group_vars/web.yml': 'a: 1\n',
  'inventory/host_vars/node3.yml': 'a: 1\n',
  'roles/base/tasks/main.yml': '[]\n',
  'roles/web/tasks/main.yml': '[]\n',
  'roles/web/meta/main.yml': 'dependencies: [base]\n',
  'roles/ntp/tasks/main.yml': '[]\n',
  'README.md': 'A fleet\n',
};

let directory: string;
let repository: Repository;
let first: string;
let dispatches: DispatchRequest[];
let said: string[];
beforeEach(async () => {
  directory = makeRepository(fleet);
  made.push(directory);
  repository = await openRepository(directory, process.env);
  first = git(directory, 'rev-parse', 'HEAD');
  await repository.setReference(dispatchedReference, first);
  [dispatches, said] = [[], []];
});

/** What a release of the commit gives, without a registry. */
async function released(commit: string): Promise<Released<ReturnType<typeof checkRelease>>> {
  const paths = git(directory, 'ls-tree', '-r', '--name-only', commit)
    .split('\n')
    .filter((path) => path !== 'README.md');
  const files = Object.fromEntries(paths.map((path) => [path, `${git(directory, 'show', `${commit}:${path}`)}\n`]));
  const bundle = makeFleet(files);
  made.push(bundle);
  const list = paths.map((path) => ({ path, content: Buffer.from(files[path] ?? ''), executable: false }));
  const image = { image: 'reg/drover:1', digest: 'sha256:1', base: 'reg/base@sha256:2', size: 1, sent: 1, bytes: 1 };
  return { commit, files: list, checked: checkRelease(bundle, new Excerpts()), ...image };
}

interface Push {
  readonly from?: string;
  readonly to?: string;
  readonly reference?: string;
  readonly end?: DispatchEnd['status'];
  readonly options?: Partial<HookOptions>;
}

/** Runs the hook for one update. */
function push({ from, to, reference = 'refs/heads/main', end = 'done', options }: Push): Promise<boolean> {
  return runHook({
    repository,
    updates: [{ reference, from, to }],
    branch: 'main',
    check: false,
    deadline: Date.now() + 60_000,
    release: released,
    dispatch: async (request) => {
      dispatches.push(request);
      return { status: end, follow: 'nomad job status x' };
    },
    tell: (line) => said.push(line),
    ...options,
  });
}

/** What was dispatched: roles and limit. */
const asked = () => dispatches.map(({ roles, limit }) => [roles?.join() ?? 'everything', limit ?? 'everywhere']);

describe('A push', () => {
  it('of a role dispatches it with the roles that use it', async () => {
    const to = commitFiles(directory, { 'roles/base/tasks/main.yml': '- debug: {}\n' });
    expect(await push({ from: first, to })).toBe(true);
    expect(asked()).toEqual([['base,web', 'everywhere']]);
    expect(dispatches[0]).toMatchObject({ commit: to, hosts: ['node1', 'node2', 'node3'], check: false });
    expect(said).toEqual(['dispatching base, web to every host']);
  });

  it('of several commits, merges too, dispatches what differs in the end', async () => {
    git(directory, 'checkout', '--quiet', '-b', 'topic');
    commitFiles(directory, { 'roles/web/tasks/main.yml': '- debug: {}\n' });
    git(directory, 'checkout', '--quiet', 'main');
    commitFiles(directory, { 'site.yml': 'something else\n' });
    commitFiles(directory, { 'site.yml': fleet['site.yml'] ?? '', 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    git(directory, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'topic');
    await push({ from: first, to: git(directory, 'rev-parse', 'HEAD') });
    expect(asked()).toEqual([['ntp,web', 'everywhere']]);
  });

  it('of variables dispatches everything to those hosts and groups', async () => {
    const to = commitFiles(directory, { 'inventory/host_vars/node3.yml': 'a: 2\n', 'inventory/group_vars/web.yml': 'a: 2\n' });
    await push({ from: first, to });
    expect(asked()).toEqual([['everything', 'node3,web']]);
    expect([...(dispatches[0]?.hosts ?? [])].sort()).toEqual(['node1', 'node2', 'node3']);
    expect(said).toEqual(['dispatching everything to node3, web']);
  });

  it('of roles and variables dispatches everything to every host, at once', async () => {
    const to = commitFiles(directory, { 'inventory/host_vars/node3.yml': 'a: 2\n', 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    await push({ from: first, to });
    expect(asked()).toEqual([['everything', 'everywhere']]);
  });

  it('of the playbook or the inventory dispatches everything to every host', async () => {
    await push({ from: first, to: commitFiles(directory, { 'inventory/hosts': '[web]\nnode1\n[db]\nnode3\n' }) });
    expect(asked()).toEqual([['everything', 'everywhere']]);
  });

  it('of documentation releases and dispatches nothing', async () => {
    await push({ from: first, to: commitFiles(directory, { 'README.md': 'Words\n', 'docs/x.md': 'Words\n' }) });
    expect(asked()).toEqual([]);
    expect(said).toEqual(['nothing is dispatched: no file that machines use has changed']);
  });

  it('that is the first to be dispatched is everything, whatever it changes', async () => {
    git(directory, 'update-ref', '-d', dispatchedReference);
    await push({ from: first, to: commitFiles(directory, { 'README.md': 'Words\n' }) });
    expect(asked()).toEqual([['everything', 'everywhere']]);
  });

  it('of a branch that is new dispatches what differs from the last dispatch', async () => {
    await push({ to: commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' }) });
    expect(asked()).toEqual([['ntp', 'everywhere']]);
  });

  it('that takes commits back dispatches what differs', async () => {
    const later = commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    await push({ from: later, to: first });
    expect(asked()).toEqual([['ntp', 'everywhere']]);
  });

  it('from a commit that is not here dispatches everything', async () => {
    await push({ from: '1'.repeat(40), to: first });
    expect(asked()).toEqual([['everything', 'everywhere']]);
  });

  it.each(['refs/heads/topic', 'refs/tags/main', 'refs/tags/v1'])('of %s releases nothing', async (reference) => {
    expect(await push({ to: first, reference })).toBe(true);
    expect(said).toEqual(['nothing is released: only pushes to main are']);
    expect(dispatches).toEqual([]);
  });

  it('that deletes the branch releases nothing', async () => {
    expect(await push({ from: first })).toBe(true);
    expect(said).toEqual(['nothing is released: main was deleted']);
  });

  it('of several references releases the branch among them', async () => {
    const to = commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    const updates = ['refs/tags/v1', 'refs/heads/main', 'refs/heads/topic'].map((reference) => ({ reference, from: first, to }));
    await push({ options: { updates } });
    expect(asked()).toEqual([['ntp', 'everywhere']]);
  });
});

describe('What a hook left undone', () => {
  it('is dispatched by the next push', async () => {
    const second = commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    const refuse = async (): Promise<never> => {
      throw new DroverError('REGISTRY_UNREACHABLE', 'Cannot push');
    };
    await expect(push({ from: first, to: second, options: { release: refuse } })).rejects.toThrow('Cannot push');
    await expect(push({ from: first, to: second, options: { dispatch: refuse } })).rejects.toThrow('Cannot push');
    dispatches = [];
    await push({ from: second, to: commitFiles(directory, { 'roles/web/tasks/main.yml': '- debug: {}\n' }) });
    expect(asked()).toEqual([['ntp,web', 'everywhere']]);
  });

  it('is also what others dispatched in between and this push takes back', async () => {
    // Another's push, whose hook ran in another clone.
    const other = commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    await push({ from: other, to: commitFiles(directory, { 'roles/ntp/tasks/main.yml': '[]\n' }) });
    expect(asked()).toEqual([['ntp', 'everywhere']]);
  });

  it('is what a check only looked at', async () => {
    const second = commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    await push({ from: first, to: second, options: { check: true } });
    expect(dispatches[0]).toMatchObject({ check: true, roles: ['ntp'] });
    expect(await repository.reference(dispatchedReference)).toBe(first);
    await push({ from: first, to: second });
    expect(dispatches[1]).toMatchObject({ check: false, roles: ['ntp'] });
    expect(await repository.reference(dispatchedReference)).toBe(second);
  });

  it('does not keep a hook that only checks from looking at what a push changed', async () => {
    git(directory, 'update-ref', '-d', dispatchedReference);
    await push({
      from: first,
      to: commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' }),
      options: { check: true },
    });
    await push({ to: first, options: { check: true } });
    expect(asked()).toEqual([
      ['ntp', 'everywhere'],
      ['everything', 'everywhere'],
    ]);
  });
});

describe('The person who pushes', () => {
  it('is told how to follow what takes longer than the wait', async () => {
    const to = commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    expect(await push({ from: first, to, end: 'running', options: { deadline: Date.now() + 5000 } })).toBe(true);
    expect(said.at(-1)).toBe('this push waits no longer; the runs go on: nomad job status x');
    expect(dispatches[0]?.timeout).toBeGreaterThan(0);
    expect(dispatches[0]?.timeout).toBeLessThanOrEqual(5000);
  });

  it('is told of hosts that failed', async () => {
    const to = commitFiles(directory, { 'roles/ntp/tasks/main.yml': '- debug: {}\n' });
    expect(await push({ from: first, to, end: 'failed' })).toBe(false);
    expect(said.at(-1)).toBe('not every host came to a good end: nomad job status x');
  });
});
