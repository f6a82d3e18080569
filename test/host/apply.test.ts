import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../src/core/events.ts';
import { drover, type Ended, makeFleet, removeFleet } from '../support/fleet.ts';
import { copyHostRoot, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { hostTree } from '../support/host-tree.ts';

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, the command line: ${missing} is missing\n`);

const site = (tasks: string): Record<string, string> => ({
  'site.yml': `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks}`,
});
const changing = site('    - copy: {content: x, dest: /etc/new, mode: "0600"}\n');
const eventsOf = ({ stdout }: Ended): RunEvent[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RunEvent);

let fresh = '';
let root = '';
let bundle = '';
beforeAll(() => {
  if (missing === undefined) fresh = makeHostRoot();
});
afterAll(() => removeHostRoot(fresh));
beforeEach(() => {
  if (missing === undefined) root = copyHostRoot(fresh);
});
afterEach(() => {
  removeHostRoot(root);
  removeHostRoot(`${root}.report`);
  removeFleet(bundle);
});

describe.skipIf(missing !== undefined)('drover apply', () => {
  const apply = (files: Readonly<Record<string, string>>, ...flags: readonly string[]) => {
    removeFleet(bundle);
    bundle = makeFleet(files);
    return drover(['apply', '--bundle', bundle, '--root', root, '--host', 'node1', ...flags]);
  };

  it.each([
    ['0 where all is done', changing, [], 0],
    ['0 where a check finds something to change', changing, ['--check'], 0],
    ['2 where it finds that and is asked for details', changing, ['--check', '--detailed-exitcode'], 2],
    ['0 where a check finds nothing, details or not', site('    - ping:\n'), ['--check', '--detailed-exitcode'], 0],
    ['0 where a run changes something, details or not', changing, ['--detailed-exitcode'], 0],
    ['3 where the command line makes no sense', changing, ['--chek'], 3],
    ['4 where a task fails', site('    - fail: {msg: no}\n'), [], 4],
    ['0 where the failure is ignored', site('    - fail: {msg: no}\n      ignore_errors: true\n'), [], 0],
    ['5 where the host is unknown', changing, ['--host', 'other'], 5],
  ] as const)('ends with %s', async (_, files, flags, code) => {
    expect((await apply(files, ...flags)).code).toBe(code);
  });

  it('leaves no trace of a check run', async () => {
    const before = hostTree(root, { times: true });
    expect((await apply(changing, '--check', '--diff')).stdout).toContain('changed=1');
    expect(hostTree(root, { times: true })).toEqual(before);
  });

  it('says a run as lines of JSON, and writes the same to a report', async () => {
    const report = `${root}.report`;
    const run = await apply({ ...changing, COMMIT: 'abc\n' }, '--output', 'json', '--report', report, '--diff');
    expect(readFileSync(report, 'utf8')).toBe(run.stdout);
    const events = eventsOf(run);
    expect(events.map(({ event }) => event)).toEqual(['run_start', 'facts', 'play_start', 'task_start', 'task_end', 'run_end']);
    expect(events[0]).toMatchObject({
      host: 'node1',
      commit: 'abc',
      check: false,
      playbook: 'site.yml',
      roles: [],
      dispatch: null,
    });
    expect(events[4]).toMatchObject({
      host: 'node1',
      play: 'all',
      role: null,
      task: 'copy',
      module: 'ansible.builtin.copy',
      result: 'changed',
      span: 'site.yml:4:7',
      diff: [{ after: 'x' }],
    });
    expect(events[5]).toMatchObject({ status: 'done', recap: { ok: 1, changed: 1, failed: 0 } });
  });

  it('cannot write a report where there is no directory, and says so before it begins', async () => {
    const run = await apply(changing, '--report', '/no/where/report');
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toMatch(/^USAGE: Cannot write the report to "\/no\/where\/report": there is no such file or directory\n/);
    expect(existsSync(join(root, 'etc/new'))).toBe(false);
  });

  const guarded = site('    - win_copy: {dest: /x}\n      when: false\n');
  const warning = `site.yml:4:7: warning: MODULE_UNKNOWN: Cannot run module "win_copy": Drover has no such module
  4 |     - win_copy: {dest: /x}
            ^^^^^^^^`;

  it('prints what the bundle is warned of once, on stderr', async () => {
    const run = await apply(guarded);
    expect(run.code).toBe(0);
    expect(run.stderr.startsWith(warning)).toBe(true);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(3);
    expect(run.stdout).not.toContain('WARNING');
  });

  it('has the warnings in the stream of events', async () => {
    const run = await apply(guarded, '--output', 'json');
    expect(run.stderr).toBe('');
    expect(eventsOf(run)[1]).toMatchObject({
      event: 'warning',
      diagnostic: { severity: 'warning', code: 'MODULE_UNKNOWN', span: { file: 'site.yml', line: 4, column: 7 } },
    });
  });

  it('counts what was done when an error ends the whole run', async () => {
    const files = site(
      '    - copy: {content: x, dest: /etc/new}\n    - copy: {content: x, dest: /etc/other}\n      notify: "{{ who }}"\n      vars: {who: nobody}\n',
    );
    const run = await apply(files, '--output', 'json');
    expect(eventsOf(run).at(-1)).toMatchObject({
      event: 'run_end',
      status: 'failed',
      recap: { ok: 1, changed: 1 },
      message: expect.stringContaining('site.yml:6:15: TASK_INVALID: Cannot notify "nobody"') as string,
    });
    // The line is there although the run has left the bundle's file system.
    expect(run.stderr).toContain('  6 |       notify: "{{ who }}"\n                    ^');
    expect(run.code).not.toBe(0);
  });

  it('reads files and templates of the bundle from inside the root', async () => {
    const run = await apply({
      ...site(
        '    - copy: {src: sub/, dest: /etc/sub/}\n    - template: {src: "{{ name }}.j2", dest: /etc/t}\n      vars: {name: t}\n',
      ),
      'files/sub/a': 'A',
      'files/sub/deep/b': 'B',
      'templates/t.j2': '{% include "part.j2" %}',
      'templates/part.j2': '{{ lookup("file", "sub/a") }}',
    });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const text = (path: string) => readFileSync(join(root, path), 'utf8');
    expect([text('etc/sub/a'), text('etc/sub/deep/b'), text('etc/t')]).toEqual(['A', 'B', 'A']);
  });
});

describe.skipIf(missing !== undefined)('drover agent', () => {
  const agent = (files: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>>) => {
    bundle = makeFleet(files);
    return drover(['agent'], { DROVER_BUNDLE: bundle, DROVER_ROOT: root, DROVER_HOST: 'node1', ...environment });
  };
  const logOf = ({ stderr }: Ended) =>
    stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const dispatched = { NOMAD_META_COMMIT: 'abc', NOMAD_META_ROLE: 'all', NOMAD_JOB_ID: 'drover/dispatch-1-2' };
  const fleet = {
    COMMIT: 'abc\n',
    'site.yml': '- hosts: all\n  roles: [a, b]\n',
    'roles/a/tasks/main.yml': '- copy: {content: x, dest: /etc/a}\n  tags: one\n',
    'roles/b/tasks/main.yml': '- copy: {content: x, dest: /etc/b}\n',
  };
  const has = (path: string) => existsSync(join(root, path));

  it('applies what was dispatched: text for people on stdout, its own log on stderr', async () => {
    const run = await agent(fleet, { ...dispatched, NOMAD_META_CHECK: '', NOMAD_META_TAGS: '' });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(
      /TASK \[a : copy\] \*+\nchanged: \[node1\]\n[\s\S]*PLAY RECAP \*+\nnode1 +: ok=3 +changed=2 [^\n]*\n$/,
    );
    expect(logOf(run)).toMatchObject([
      {
        level: 'info',
        msg: 'start',
        commit: 'abc',
        roles: 'all',
        check: false,
        dispatch: 'drover/dispatch-1-2',
        host: 'node1',
        root,
      },
      { level: 'info', msg: 'end', status: 'done', changed: true, exit: 0 },
    ]);
    expect([has('etc/a'), has('etc/b')]).toEqual([true, true]);
  });

  it.each([
    [{ NOMAD_META_ROLE: 'b' }, [false, true]],
    [{ NOMAD_META_TAGS: 'one' }, [true, false]],
    [{ NOMAD_META_CHECK: 'true' }, [false, false]],
    [{ NOMAD_META_LIMIT: 'other' }, [false, false]],
  ])('keeps to what is asked for: %j', async (environment, made) => {
    expect((await agent(fleet, { ...dispatched, ...environment })).code).toBe(0);
    expect([has('etc/a'), has('etc/b')]).toEqual(made);
  });

  it.each([
    [{ NOMAD_META_COMMIT: 'def' }, 3, 'COMMIT_MISMATCH'],
    [{ NOMAD_META_ROLE: 'c' }, 3, 'USAGE'],
    [{ DROVER_HOST: 'node2' }, 5, 'HOST_UNKNOWN'],
    [{ DROVER_ROOT: '/no/where' }, 3, 'ROOT_INVALID'],
    [{ NOMAD_META_COMMIT: '' }, 3, 'USAGE'],
  ])('refuses %j, in its log and for people', async (environment, exit, code) => {
    const before = hostTree(root, { times: true });
    const run = await agent(fleet, { ...dispatched, ...environment });
    expect(run.code).toBe(exit);
    expect(logOf(run).at(-1)).toMatchObject({ level: 'error', msg: 'refused', code, exit });
    expect(run.stdout.startsWith(`${code}: Cannot `)).toBe(true);
    expect(hostTree(root, { times: true })).toEqual(before);
  });

  it('goes by the machine’s own name where it is given none', async () => {
    writeFileSync(join(root, 'etc/hostname'), 'node1\n');
    expect((await agent(fleet, { ...dispatched, DROVER_HOST: '' })).code, `on ${hostname()}`).toBe(0);
  });

  it('logs as much as it is told to', async () => {
    expect((await agent(fleet, { ...dispatched, DROVER_LOG_LEVEL: 'silent' })).stderr).toBe('');
    const wrong = await drover(['agent'], { ...dispatched, DROVER_LOG_LEVEL: 'inf' });
    expect(wrong).toMatchObject({
      code: 3,
      stderr: 'USAGE: Cannot start the agent: DROVER_LOG_LEVEL is "inf"\n  did you mean "info"?\n',
    });
  });
});
