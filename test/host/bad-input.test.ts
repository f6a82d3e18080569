// length: a table of what can be wrong
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { command, drover, ended, makeFleet, removeFleet, startDrover } from '../support/fleet.ts';
import { copyHostRoot, makeHostRoot, missingForHostRoots, removeHostRoot } from '../support/host-root.ts';
import { hostTree } from '../support/host-tree.ts';

const missing = missingForHostRoots();
if (missing !== undefined) console.warn(`\nNOT TESTED, bad input: ${missing} is missing\n`);

const play = (tasks: string): string => `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks}`;
let fresh = '';
beforeAll(() => {
  if (missing === undefined) fresh = makeHostRoot();
});
afterAll(() => removeHostRoot(fresh));

interface Refusal {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  readonly code: number;
  /** `{bundle}` stands for the bundle's directory. */
  readonly says: string;
}

const refusals: readonly Refusal[] = [
  {
    name: 'malformed YAML in several files, all told at once',
    files: {
      'site.yml': '- hosts: all\n  roles: [a, b]\n',
      'roles/a/tasks/main.yml': '- name: x\n   debug: msg=1\n',
      'roles/b/defaults/main.yml': 'a: b: c\n',
      'roles/b/tasks/main.yml': '- debug: "unclosed\n',
    },
    code: 3,
    says: `roles/a/tasks/main.yml:2:9: YAML_SYNTAX: Cannot read the mapping: a ":" stands where none is expected
  2 |    debug: msg=1
              ^ check the indentation of this line and the one above
roles/b/defaults/main.yml:1:5: YAML_SYNTAX: Cannot read the value: unquoted text cannot have ": " in it
  1 | a: b: c
          ^ did you mean quotes: "b: c"
roles/b/tasks/main.yml:1:10: YAML_SYNTAX: Cannot read the quoted text: its double quote is never closed
  1 | - debug: "unclosed
               ^ close it with "
Cannot use the bundle: it has 3 errors
`,
  },
  {
    name: 'roles that depend on each other',
    files: {
      'site.yml': '- hosts: all\n  roles: [a]\n',
      'roles/a/meta/main.yml': 'dependencies: [b]\n',
      'roles/b/meta/main.yml': 'dependencies: [{role: a}]\n',
    },
    code: 3,
    says: `roles/b/meta/main.yml:1:16: ROLE_CYCLE: Cannot use role "a": it depends on itself (roles/a -> roles/b -> roles/a)
  1 | dependencies: [{role: a}]
                     ^ take one of these dependencies away
`,
  },
  {
    name: 'task files that import each other',
    files: {
      'site.yml': play('    - import_tasks: one.yml\n'),
      'one.yml': '- import_tasks: two.yml\n',
      'two.yml': '- import_tasks: one.yml\n',
    },
    code: 3,
    says: `two.yml:1:17: IMPORT_CYCLE: Cannot import "one.yml": it imports itself (one.yml -> two.yml -> one.yml)
  1 | - import_tasks: one.yml
                      ^^^^^^^ take one of these imports away
`,
  },
  {
    name: 'playbooks that import each other',
    files: { 'site.yml': '- import_playbook: other.yml\n', 'other.yml': '- import_playbook: site.yml\n' },
    code: 3,
    says: `other.yml:1:20: IMPORT_CYCLE: Cannot import playbook "site.yml": it imports itself (site.yml -> other.yml -> site.yml)
  1 | - import_playbook: site.yml
                         ^^^^^^^^
`,
  },
  {
    name: 'arguments of wrong types',
    files: {
      'site.yml': play(
        '    - file: {path: /etc/x, state: fil}\n    - copy: {dest: /etc/x, content: x, force: maybe}\n    - wait_for: {timeout: soon}\n',
      ),
    },
    code: 3,
    says: `site.yml:4:35: ROLE_ARGS: Cannot use 'fil' as argument "state" of module file: it takes one of absent, directory, file, hard, link, touch
  4 |     - file: {path: /etc/x, state: fil}
                                        ^^^
site.yml:5:47: ROLE_ARGS: Cannot use 'maybe' as argument "force" of module copy: it takes a boolean (yes or no)
  5 |     - copy: {dest: /etc/x, content: x, force: maybe}
                                                    ^^^^^
site.yml:6:27: ROLE_ARGS: Cannot use 'soon' as argument "timeout" of module wait_for: it takes an int
  6 |     - wait_for: {timeout: soon}
                                ^^^^
Cannot use the bundle: it has 3 errors
`,
  },
  {
    name: 'unknown module, argument and keywords',
    files: {
      'site.yml':
        '- hosts: all\n  gather_fact: false\n  tasks:\n    - templat: {src: x}\n    - ping: {dat: x}\n    - debug: {msg: x}\n      whn: true\n',
    },
    code: 3,
    says: `site.yml:2:3: KEYWORD_UNKNOWN: Cannot use "gather_fact" in a play: there is no such keyword
  2 |   gather_fact: false
        ^^^^^^^^^^^ did you mean "gather_facts"?
site.yml:4:7: MODULE_UNKNOWN: Cannot run module "templat": Drover has no such module
  4 |     - templat: {src: x}
            ^^^^^^^ did you mean "template"?
site.yml:5:14: ROLE_ARGS: Cannot use argument "dat" of module ping: it accepts data
  5 |     - ping: {dat: x}
                   ^^^ did you mean "data"?
site.yml:7:7: KEYWORD_UNKNOWN: Cannot use "whn" in a task: it is neither a keyword nor a module
  7 |       whn: true
            ^^^ did you mean "when"?
Cannot use the bundle: it has 4 errors
`,
  },
  {
    name: 'unknown filter, lookup and test, and a template that does not end',
    files: {
      'site.yml': play(
        `    - debug: {msg: "{{ x | uper }}"}
    - debug: {msg: "{{ lookup('fil', 'x') }}"}
    - debug: {msg: x}
      when: x is defind
    - debug: {msg: "{{ x "}
`,
      ),
    },
    code: 3,
    says: `site.yml:4:28: FILTER_UNKNOWN: Cannot use filter "uper": there is no filter of that name
  4 |     - debug: {msg: "{{ x | uper }}"}
                                 ^^^^ did you mean "upper"?
site.yml:5:31: LOOKUP_UNKNOWN: Cannot use lookup "fil": there is no lookup of that name
  5 |     - debug: {msg: "{{ lookup('fil', 'x') }}"}
                                    ^^^ did you mean "file"?
site.yml:7:18: TEST_UNKNOWN: Cannot use test "defind": there is no test of that name
  7 |       when: x is defind
                       ^^^^^^ did you mean "defined"?
site.yml:8:21: TEMPLATE_SYNTAX: Cannot read the template: the tag is not closed
  8 |     - debug: {msg: "{{ x "}
                          ^ close it with "}}" or "%}"
Cannot use the bundle: it has 4 errors
`,
  },
  {
    name: 'a host that the inventory does not have',
    files: { 'site.yml': play('    - ping:\n') },
    flags: ['--host', 'nod1'],
    code: 5,
    says: 'HOST_UNKNOWN: Cannot run for host "nod1": the inventory has no such host\n  did you mean "node1"?\n',
  },
  {
    name: 'a commit that is not the bundle’s',
    files: { 'site.yml': play('    - ping:\n'), COMMIT: 'abd\n' },
    flags: ['--commit', 'abc'],
    code: 3,
    says:
      'COMMIT_MISMATCH: Cannot apply commit abc from the bundle {bundle}: its commit is abd\n' +
      '  dispatch the commit that the image was built from, or release the one you want\n',
  },
  {
    name: 'a commit of a bundle that has none',
    files: { 'site.yml': play('    - ping:\n') },
    flags: ['--commit', 'abc'],
    code: 3,
    says:
      'COMMIT_MISMATCH: Cannot apply commit abc from the bundle {bundle}: it has no file COMMIT\n' +
      '  dispatch the commit that the image was built from, or release the one you want\n',
  },
  {
    name: 'a role that no play uses',
    files: { 'site.yml': '- hosts: all\n  roles: [web]\n', 'roles/web/tasks/main.yml': '- ping:\n' },
    flags: ['--role', 'wob'],
    code: 3,
    says: 'USAGE: Cannot apply role "wob": no play of site.yml uses it\n  did you mean "web"?\n',
  },
  {
    name: 'a playbook that is not there',
    files: { 'site.yml': play('    - ping:\n') },
    flags: ['--play', 'site.yaml'],
    code: 3,
    says: 'BUNDLE_INVALID: Cannot find the playbook "site.yaml" in the bundle {bundle}\n  did you mean "site.yml"?\n',
  },
  {
    name: 'a root that is no root',
    files: { 'site.yml': play('    - ping:\n') },
    flags: ['--root', '/proc'],
    code: 3,
    says:
      'ROOT_INVALID: Cannot use "/proc" as the machine\'s root: it has no "etc"\n' +
      '  mount the machine\'s / there (in a Nomad job: volumes = ["/:/host"]), or give the right path\n',
  },
  {
    name: 'a root that is not there',
    files: { 'site.yml': play('    - ping:\n') },
    flags: ['--root', '/no/where'],
    code: 3,
    says:
      'ROOT_INVALID: Cannot use "/no/where" as the machine\'s root: it is no directory\n' +
      "  give the directory that the machine's / is mounted at\n",
  },
];

describe.skipIf(missing !== undefined)('A run is refused before anything is touched', () => {
  let before: unknown;
  beforeAll(() => {
    before = hostTree(fresh, { times: true });
  });

  it.each(refusals)('for $name', async ({ files, flags = [], code, says }) => {
    const bundle = makeFleet(files);
    try {
      const run = await drover(['apply', '--bundle', bundle, '--root', fresh, '--host', 'node1', ...flags]);
      expect(run.stderr).toBe(says.replaceAll('{bundle}', bundle));
      expect(run).toMatchObject({ code, stdout: '' });
      expect(hostTree(fresh, { times: true })).toEqual(before);
    } finally {
      removeFleet(bundle);
    }
  });
});

describe.skipIf(missing !== undefined)('A run that meets bad input on the way', () => {
  let root = '';
  let bundle = '';
  let mounts: string[] = [];
  beforeEach(() => {
    root = copyHostRoot(fresh);
    mounts = [];
  });
  afterEach(() => {
    for (const mount of mounts) command('umount', mount);
    removeHostRoot(root);
    removeFleet(bundle);
  });

  const apply = (files: Readonly<Record<string, string>>, ...flags: readonly string[]) => {
    bundle = makeFleet(files);
    return drover(['apply', '--bundle', bundle, '--root', root, '--host', 'node1', ...flags]);
  };
  const recap = (ok: number, changed: number) =>
    `node1                      : ok=${ok}    changed=${changed}    unreachable=0    failed=1    skipped=0    rescued=0    ignored=0   \n`;
  const mount = (...args: readonly string[]): void => {
    command('mount', ...args);
    mounts.unshift(args.at(-1) ?? '');
  };
  const leftovers = (directory: string): string[] => readdirSync(directory).filter((name) => name.includes('.drover-'));
  const state = ['/var/lib/drover', '/run/drover', '/run', '/var/lib'];

  it('names the template and the task of an undefined variable, and leaves the host as it was', async () => {
    const before = hostTree(root, { without: state });
    const run = await apply({
      'site.yml': play('    - name: Configure\n      template: {src: x.j2, dest: /etc/x}\n'),
      'templates/x.j2': 'first\nport {{ port_nr }}\n',
    });
    expect(run.stdout).toContain(
      `fatal: [node1]: FAILED! => {"msg": "'port_nr' is undefined (templates/x.j2:2:6)"}\n  at site.yml:4:7\n`,
    );
    expect(run.stdout.endsWith(recap(0, 0))).toBe(true);
    expect(run.code).toBe(4);
    expect(hostTree(root, { without: state })).toEqual(before);
  });

  it('leaves a file whole that cannot be replaced, and no temporary one', async () => {
    mkdirSync(join(root, 'etc/fixed'));
    writeFileSync(join(root, 'etc/fixed/file'), 'old\n');
    mount('--bind', '-o', 'ro', join(root, 'etc/fixed'), join(root, 'etc/fixed'));
    const run = await apply({ 'site.yml': play('    - copy: {content: new, dest: /etc/fixed/file}\n') });
    expect(run.stdout).toContain(
      '{"msg": "Cannot write \\"/etc/fixed/file\\": the file system is read-only"}\n  at site.yml:4:7\n',
    );
    expect(run.code).toBe(4);
    expect(readFileSync(join(root, 'etc/fixed/file'), 'utf8')).toBe('old\n');
    expect(leftovers(join(root, 'etc/fixed'))).toEqual([]);
  });

  it('leaves a file whole where the disk is full in the middle of the new one, and goes on when there is room', async () => {
    mkdirSync(join(root, 'srv/data'), { recursive: true });
    mount('-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', join(root, 'srv/data'));
    writeFileSync(join(root, 'srv/data/file'), 'old\n');
    const site = {
      'site.yml': play('    - ping:\n    - copy: {src: large, dest: /srv/data/file}\n'),
      'files/large': 'x'.repeat(400_000),
    };
    const run = await apply(site);
    expect(run.stdout).toContain(
      '{"msg": "Cannot write \\"/srv/data/file\\": no space is left on the device"}\n  at site.yml:5:7\n',
    );
    expect(run.stdout.endsWith(recap(1, 0))).toBe(true);
    expect(run.code).toBe(4);
    expect(readFileSync(join(root, 'srv/data/file'), 'utf8')).toBe('old\n');
    expect(readdirSync(join(root, 'srv/data'))).toEqual(['file']);

    command('mount', '-o', 'remount,size=2m', join(root, 'srv/data'));
    removeFleet(bundle);
    expect((await apply(site)).code).toBe(0);
    expect(readFileSync(join(root, 'srv/data/file'), 'utf8')).toBe(site['files/large']);
  });

  it('does not go through another user’s link to what is not that user’s', async () => {
    mkdirSync(join(root, 'srv/app'), { recursive: true });
    symlinkSync('/etc', join(root, 'srv/app/conf'));
    command('chown', '-R', '-h', '1000:1000', join(root, 'srv/app'));
    const before = hostTree(join(root, 'etc'), { times: true });
    const run = await apply({ 'site.yml': play('    - copy: {content: "x", dest: /srv/app/conf/shadow}\n') });
    expect(run.stdout).toContain(
      '{"msg": "Cannot write \\"/srv/app/conf/shadow\\": the symbolic link \\"/srv/app/conf\\" belongs to user 1000 and leads to ' +
        '\\"/etc\\", which belongs to user 0 (remove the link, or give it to root with chown -h root \\"/srv/app/conf\\" if it is meant to be there)"}',
    );
    expect(run.code).toBe(4);
    expect(hostTree(join(root, 'etc'), { times: true })).toEqual(before);
  });

  it('goes through a link of root’s, which is meant to be there', async () => {
    symlinkSync('/etc', join(root, 'conf'));
    expect((await apply({ 'site.yml': play('    - copy: {content: "x", dest: /conf/real}\n') })).code).toBe(0);
    expect(readFileSync(join(root, 'etc/real'), 'utf8')).toBe('x');
  });

  it('is refused while another run is at work, and names it', async () => {
    bundle = makeFleet({
      'site.yml': play('    - copy: {content: x, dest: /etc/begun}\n    - command: sleep 20\n'),
      COMMIT: 'abc\n',
    });
    const flags = ['apply', '--bundle', bundle, '--root', root, '--host', 'node1'];
    const first = startDrover(flags);
    const firstEnd = ended(first);
    for (let tries = 0; !existsSync(join(root, 'etc/begun')) && tries < 500; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const holder = JSON.parse(readFileSync(lockOf(root), 'utf8')) as { pid: number; run: string; since: string };
    const second = await drover([...flags, '--lock-timeout', '0']);
    expect(second.stderr).toBe(
      `RUN_LOCKED: Cannot start the run: run ${holder.run} of commit abc, process ${holder.pid}, since ${holder.since} holds "${lockOf(root).slice(root.length)}"\n` +
        '  wait for it to end, or give it longer with --lock-timeout; the lock of a run that died is free by itself\n',
    );
    expect(second).toMatchObject({ code: 5, stdout: '' });
    process.kill(holder.pid, 'SIGKILL');
    await firstEnd;
  });
});

function lockOf(root: string): string {
  return [join(root, 'run/drover/lock'), join(root, 'var/lib/drover/lock')].find((path) => existsSync(path)) ?? '';
}
