import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sarifLog } from '../../../src/cli/output/finding-formats.ts';
import { run, type Said } from './run-command.ts';

let bundle = '';
beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'drover-lint-'));
  write('hosts', '[web]\nnode1\nnode2\n');
  write('site.yml', '- hosts: all\n  tasks:\n    - ping:\n');
});
afterEach(() => rmSync(bundle, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(bundle, path)), { recursive: true });
  writeFileSync(join(bundle, path), text);
}

const lint = (...args: string[]): Promise<Said> => run({ DROVER_BUNDLE: bundle }, 'lint', ...args);

/** What is said of a play with these tasks. */
async function ofTasks(...lines: string[]): Promise<string> {
  write('site.yml', ['- hosts: all', '  tasks:', ...lines.map((line) => `    ${line}`), ''].join('\n'));
  return (await lint()).out;
}

describe('drover lint', () => {
  it('says that nothing is wrong', async () => {
    expect(await lint()).toEqual({ status: 0, out: 'site.yml: no errors, 2 hosts\n', err: '' });
  });

  it('lists warnings, and ends well', async () => {
    write('site.yml', '- hosts: all\n  tasks:\n    - win_ping:\n      when: false\n');
    const { status, out } = await lint();
    expect(status).toBe(0);
    expect(out).toMatch(/^site.yml:3:7: warning: MODULE_UNKNOWN: [\s\S]*\nsite.yml: no errors, 1 warning, 2 hosts\n$/);
  });

  it('lists everything at once by place: tasks, templates, inventory, each once', async () => {
    write('hosts', '[web]\nnode1 nonsense\n');
    write('templates/deep/x.j2', 'one\n{{ x | uper }}\n');
    write('templates/raw.txt', '{{ x | uper }}');
    write('roles/r/tasks/main.yml', '- pong:\n');
    write('site.yml', '- hosts: all\n  roles: [r]\n- hosts: web\n  roles: [r]\n  tasks:\n    - debug: {msg: "{% if %}"}\n');
    expect(await lint()).toEqual({
      status: 3,
      err: '',
      out: `hosts:2:7: INVENTORY_INVALID: Cannot read "nonsense": behind a host come its variables, as name=value
  2 | node1 nonsense
            ^^^^^^^^ write each host on its own line
roles/r/tasks/main.yml:1:3: MODULE_UNKNOWN: Cannot run module "pong": Drover has no such module
  1 | - pong:
        ^^^^ did you mean "ping"?
site.yml:6:27: TEMPLATE_SYNTAX: Cannot read the template: expected an expression, got the end of the statement
  6 |     - debug: {msg: "{% if %}"}
                                ^
templates/deep/x.j2:2:8: FILTER_UNKNOWN: Cannot use filter "uper": there is no filter of that name
  2 | {{ x | uper }}
             ^^^^ did you mean "upper"?
site.yml: 4 errors
`,
    });
  });

  it('reads task files that only an include names: what may never run is a warning, broken text an error', async () => {
    write('roles/r/tasks/main.yml', '- include_tasks: "{{ os }}.yml"\n');
    write('roles/r/tasks/Windows.yml', '- win_ping:\n- debug: {msg: "{{ 1 | abz }}"}\n- file: {pth: x}\n');
    write('roles/unused/tasks/broken.yml', '- debug: [\n');
    const { out } = await lint();
    expect(out.match(/^\S+: .*?[A-Z_]+:/gm)).toEqual([
      'roles/r/tasks/Windows.yml:1:3: warning: MODULE_UNKNOWN:',
      'roles/r/tasks/Windows.yml:2:24: warning: FILTER_UNKNOWN:',
      'roles/r/tasks/Windows.yml:3:3: warning: ROLE_ARGS:',
      'roles/r/tasks/Windows.yml:3:10: warning: ROLE_ARGS:',
      'roles/unused/tasks/broken.yml:2:1: YAML_SYNTAX:',
    ]);
  });

  it('reads templates in variables, which fail when they are read', async () => {
    write('group_vars/web', 'a: "{{ b | uper }}"\n');
    write('roles/r/defaults/main.yml', 'c:\n  - "{{ oh no }}"\n');
    expect((await lint()).out).toMatch(
      /^group_vars\/web:1:12: warning: FILTER_UNKNOWN: .*\n.*\n.*\nroles\/r\/defaults\/main.yml:2:\d+: warning: TEMPLATE_SYNTAX: /,
    );
  });

  it('says of a bundle without a playbook what is missing', async () => {
    rmSync(join(bundle, 'site.yml'));
    const { status, out } = await lint();
    expect(status).toBe(3);
    expect(out).toMatch(/^BUNDLE_INVALID: Cannot find the playbook "site.yml" in the bundle .*\n.*\nsite.yml: 1 error\n$/);
  });
});

describe('drover lint, of forms that Ansible warns of', () => {
  it.each([
    [
      'a name as a loop',
      ['- debug: {msg: "{{ item }}"}', '  with_items: users'],
      'site.yml:4:19: warning: DEPRECATED: with_items takes "users" for a text, not for a variable',
      'did you mean "{{ users }}"?',
    ],
    [
      'braces in a condition',
      ['- ping:', '  when: "{{ x }} == 1"'],
      'site.yml:4:13: warning: DEPRECATED: A condition is an expression already: "{{" in it renders a text that is judged once more',
      'write it without braces',
    ],
    [
      'args from a variable',
      ['- ping:', '  args: "{{ x }}"'],
      'site.yml:4:13: warning: DEPRECATED: A variable in the place of args may set any argument of the module, and a fact may set the variable',
      'name each argument',
    ],
    [
      'a variable named like a keyword',
      ['- ping:', '  vars: {environment: 1}'],
      'site.yml:4:14: warning: VARIABLE_RESERVED: The variable "environment" has the name of a keyword',
      'give it another name',
    ],
    [
      'a variable named like a function',
      ['- ping:', '  vars: {range: 1}'],
      'site.yml:4:14: warning: VARIABLE_RESERVED: The variable "range" has the name of a function of templates',
      'give it another name',
    ],
  ])('warns of %s', async (_, lines, wanted, hint) => {
    const out = await ofTasks(...lines);
    expect(out).toContain(wanted);
    expect(out).toContain(hint);
    expect(out).toContain('no errors, 1 warning');
  });

  it('warns of the old name of remote_user', async () => {
    write('site.yml', '- hosts: all\n  user: root\n');
    expect((await lint()).out).toContain('site.yml:2:3: warning: DEPRECATED: The keyword "user" of a play is an old name');
  });

  it('leaves texts alone that a loop means', async () => {
    expect(
      await ofTasks('- ping:', '  with_sequence: count=3', '- ping:', '  with_items: [a]', '- ping:', '  with_items: "{{ x }}"'),
    ).toBe('site.yml: no errors, 2 hosts\n');
  });
});

describe('drover lint, of what Ansible has taken out', () => {
  it.each([
    ['include', ['- include: x.yml'], 'use include_tasks or import_tasks'],
    ['static', ['- include_tasks: x.yml', '  static: true'], 'use import_tasks for true, include_tasks for false'],
    ['sudo', ['- ping:', '  sudo: true'], 'use "become"'],
    ['always_run', ['- ping:', '  always_run: true'], 'use "check_mode: false"'],
    ['a test as a filter', ['- debug: {msg: "{{ x | succeeded }}"}'], 'it is a test: write "is succeeded"'],
  ])('says what took the place of %s', async (_, lines, hint) => {
    const out = await ofTasks(...lines);
    expect(out).toContain(`^ ${hint}`);
    expect(out).toContain('site.yml: 1 error,');
  });
});

describe('drover lint --output', () => {
  beforeEach(() => write('site.yml', '- hosts: all\n  user: a\n  tasks:\n    - pimg:\n'));

  it('gives one JSON value', async () => {
    const { status, out } = await lint('--output', 'json');
    expect(status).toBe(3);
    expect(JSON.parse(out)).toEqual({
      errors: 1,
      warnings: 1,
      findings: [
        {
          severity: 'warning',
          code: 'DEPRECATED',
          message: 'The keyword "user" of a play is an old name',
          hint: 'use "remote_user"',
          file: 'site.yml',
          line: 2,
          column: 3,
          length: 4,
        },
        {
          severity: 'error',
          code: 'MODULE_UNKNOWN',
          message: 'Cannot run module "pimg": Drover has no such module',
          hint: 'did you mean "ping"?',
          file: 'site.yml',
          line: 4,
          column: 7,
          length: 4,
        },
      ],
    });
  });

  it('gives SARIF 2.1.0', async () => {
    const { status, out } = await lint('--output', 'sarif');
    expect(status).toBe(3);
    const log = JSON.parse(out) as Log;
    // The compiler compares it with the structure of the standard.
    const made: Log = sarifLog([], '1');
    expect(made.runs).toHaveLength(1);
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 'drover' } }, columnKind: 'utf16CodeUnits' }],
    });
    expect(log.runs[0]?.tool.driver.rules).toEqual([{ id: 'DEPRECATED' }, { id: 'MODULE_UNKNOWN' }]);
    expect(log.runs[0]?.results).toEqual([
      {
        ruleId: 'DEPRECATED',
        ruleIndex: 0,
        level: 'warning',
        message: { text: 'The keyword "user" of a play is an old name; use "remote_user"' },
        locations: [
          { physicalLocation: { artifactLocation: { uri: 'site.yml' }, region: { startLine: 2, startColumn: 3, endColumn: 7 } } },
        ],
      },
      {
        ruleId: 'MODULE_UNKNOWN',
        ruleIndex: 1,
        level: 'error',
        message: { text: 'Cannot run module "pimg": Drover has no such module; did you mean "ping"?' },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'site.yml' }, region: { startLine: 4, startColumn: 7, endColumn: 11 } },
          },
        ],
      },
    ]);
  });
});
