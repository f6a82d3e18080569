// length: a table of what can be wrong, with all that is said of it
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run-command.ts';

let bundle = '';
beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'drover-bad-input-'));
});
afterEach(() => rmSync(bundle, { recursive: true }));

type Files = Readonly<Record<string, string | Uint8Array>>;

function write(files: Files): void {
  for (const [path, text] of Object.entries({ hosts: 'h\n', ...files })) {
    mkdirSync(dirname(join(bundle, path)), { recursive: true });
    writeFileSync(join(bundle, path), text);
  }
}

/** A play of these lines of tasks. */
const play = (...lines: string[]): string =>
  ['- hosts: all', '  gather_facts: false', '  tasks:', ...lines.map((line) => `    ${line}`), ''].join('\n');

const fine = { 'site.yml': play('- ping:') };

/** What `drover lint` says, without its last line. */
async function linted(files: Files): Promise<string> {
  write(files);
  const { out, err } = await run({ DROVER_BUNDLE: bundle }, 'lint');
  expect(err).toBe('');
  return out.slice(0, out.trimEnd().lastIndexOf('\n') + 1);
}

/** The failure that a run ends with. */
async function failed(files: Files): Promise<{ msg: unknown; at: string | undefined }> {
  write(files);
  const { out, err, status } = await run({ DROVER_BUNDLE: bundle }, 'apply', '--host', 'h', '--check', '--offline');
  expect({ status, err }).toEqual({ status: 4, err: '' });
  const json = /FAILED! => (\{.*\})$/m.exec(out)?.[1] ?? '{}';
  return { msg: (JSON.parse(json) as { msg?: unknown }).msg, at: /^ {2}at (.*)$/m.exec(out)?.[1] };
}

describe('drover lint says of', () => {
  it.each<[string, Files, string]>([
    [
      'braces that are never closed',
      { 'site.yml': play('- debug:', '    msg: "{{ x"') },
      `site.yml:5:15: TEMPLATE_SYNTAX: Cannot read the template: the tag is not closed
  5 |         msg: "{{ x"
                    ^ close it with "}}" or "%}"
`,
    ],
    [
      'braces in a template that are never closed',
      { ...fine, 'templates/a.j2': 'a\nb {{ c\nd\n' },
      `templates/a.j2:2:3: TEMPLATE_SYNTAX: Cannot read the template: the tag is not closed
  2 | b {{ c
        ^ close it with "}}" or "%}"
`,
    ],
    [
      'a statement that is never ended',
      { 'site.yml': play('- debug:', '    msg: "{% if x %}a"') },
      `site.yml:5:18: TEMPLATE_SYNTAX: Cannot read the template: the statement 'if' is not closed: expected 'endif'
  5 |         msg: "{% if x %}a"
                       ^
`,
    ],
    [
      'braces without quotes',
      { 'site.yml': play('- debug:', '    msg: {{ x }}') },
      `site.yml:5:15: YAML_SYNTAX: Cannot read the mapping: a mapping cannot be a key
  5 |         msg: {{ x }}
                    ^ did you mean quotes around "{{ … }}"?
`,
    ],
    [
      'braces without quotes and more behind them',
      { 'site.yml': play('- debug:', '    msg: {{ x }}/y') },
      `site.yml:5:15: YAML_SYNTAX: Cannot read the mapping: a mapping cannot be a key
  5 |         msg: {{ x }}/y
                    ^ did you mean quotes around "{{ … }}"?
site.yml:5:21: YAML_SYNTAX: Cannot read the YAML here: a key or the end of the mapping is expected
  5 |         msg: {{ x }}/y
                          ^^ did you mean quotes: "{{ x }}/y"
`,
    ],
    [
      'a key that is given twice',
      { 'site.yml': play('- ping:', '  when: true', '  when: false') },
      `site.yml:6:7: warning: YAML_DUPLICATE: found a duplicate dict key (when), first on line 5: the last one counts
  6 |       when: false
            ^^^^
`,
    ],
    [
      'tabs',
      { 'site.yml': '- hosts: all\n  tasks:\n\t- ping:\n' },
      `site.yml:3:1: YAML_SYNTAX: Cannot read the line: a tab stands where it would be indentation
  3 |     - ping:
      ^^^^ indent with spaces
`,
    ],
    [
      'a task with two modules',
      { 'site.yml': play('- ping:', '  debug: {msg: 1}') },
      `site.yml:5:7: TASK_INVALID: Cannot run this task: it names several modules, "ping" and "debug"
  5 |       debug: {msg: 1}
            ^^^^^ give each module a task of its own
`,
    ],
    [
      'files that import each other',
      { 'site.yml': play('- import_tasks: a.yml'), 'a.yml': '- import_tasks: b.yml\n', 'b.yml': '- import_tasks: a.yml\n' },
      `b.yml:1:17: IMPORT_CYCLE: Cannot import "a.yml": it imports itself (a.yml -> b.yml -> a.yml)
  1 | - import_tasks: a.yml
                      ^^^^^ take one of these imports away
`,
    ],
    [
      'a playbook that is no UTF-8',
      { 'site.yml': Buffer.from(play('- debug:', '    msg: café'), 'latin1') },
      `site.yml:5:17: YAML_SYNTAX: Cannot read site.yml: it is not UTF-8 text
  5 |         msg: caf�
                      ^ save it as UTF-8
`,
    ],
    [
      'an inventory that is no UTF-8',
      { ...fine, hosts: Buffer.from('# café\nh\nhé\n', 'latin1') },
      `hosts:1:6: INVENTORY_INVALID: Cannot read the inventory "hosts": it is not UTF-8 text
  1 | # caf�
           ^ save it as UTF-8
`,
    ],
    ['a comment of an inventory that is no UTF-8: nothing', { ...fine, hosts: Buffer.from('# café\nh\n', 'latin1') }, ''],
    [
      'a line of 10 MB',
      { 'site.yml': play(`- debug: {msg: "${'x'.repeat(10_000_000)}", mgs: 1}`) },
      `site.yml:4:10000024: ROLE_ARGS: Cannot use argument "mgs" of module debug: it accepts msg, var, verbosity
  4 | ...${'x'.repeat(50)}", mgs: 1}
                                                              ^^^ did you mean "msg"?
`,
    ],
    [
      'aliases that repeat aliases',
      {
        ...fine,
        'group_vars/all.yml': `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${[1, 2, 3, 4, 5, 6]
          .map((i) => `a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]\n`)
          .join('')}`,
      },
      `group_vars/all.yml:6:15: YAML_SYNTAX: Cannot read the alias "*a4": the aliases repeat more than 200000 nodes (limit "yaml-aliases")
  6 | a5: &a5 [*a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4, *a4]
                    ^^^
`,
    ],
  ])('%s', async (_, files, wanted) => {
    expect(await linted(files)).toBe(wanted);
  });

  it.each<[string, Files, string]>([
    ['in braces', { 'site.yml': play(`- debug: {msg: ${'['.repeat(10_000)}${']'.repeat(10_000)}}`) }, 'site.yml:4:'],
    [
      'in JSON',
      { ...fine, 'group_vars/all.json': `{"a": ${'['.repeat(10_000)}${']'.repeat(10_000)}}` },
      'group_vars/all.json:1:',
    ],
    ['by indentation', { ...fine, 'group_vars/all.yml': `a:\n  ${'- '.repeat(10_000)}1\n` }, 'group_vars/all.yml:2:'],
  ])('10,000 lists in lists %s', async (_, files, place) => {
    const out = await linted(files);
    expect(out.startsWith(place)).toBe(true);
    expect(out).toContain('Cannot read the YAML here: it is nested more than 500 levels deep (limit "yaml-depth")');
  });

  it('10,000 lists in lists of a template', async () => {
    const out = await linted({ 'site.yml': play(`- debug: {msg: "{{ ${'['.repeat(10_000)}${']'.repeat(10_000)} }}"}`) });
    expect(out).toMatch(
      /^site.yml:4:\d+: TEMPLATE_FAILED: Cannot read the template: it is nested too deep, or calls itself without end \(limit "call-depth"\)\n/,
    );
  });

  it('a file of 10 MB: nothing, if nothing is wrong with it', { timeout: 120_000 }, async () => {
    const user = (i: number) => `  - {name: user${i}, home: /home/user${i}, keys: [a, b, c]}\n`;
    const users = Array.from({ length: 180_000 }, (_, i) => user(i)).join('');
    expect(users.length).toBeGreaterThan(10_000_000);
    expect(await linted({ ...fine, 'group_vars/all.yml': `users:\n${users}` })).toBe('');
  });
});

describe('a run fails, with the place, at', () => {
  const vars = (lines: string, task: string) =>
    `- hosts: all\n  gather_facts: false\n  vars: ${lines}\n  tasks:\n    - debug: {msg: "${task}"}\n`;

  it.each<[string, Files, string, string]>([
    [
      'a filter without its argument',
      { 'site.yml': play('- debug:', '    msg: "{{ [1] | combinations }}"') },
      'Cannot call "combinations": its argument "r" is missing (site.yml:5:14)',
      'site.yml:4:7',
    ],
    [
      'a filter with an argument that it has not',
      { 'site.yml': play('- debug:', `    msg: "{{ [1] | join(',', sep=1) }}"`) },
      'Cannot call "join": it has no argument "sep" (site.yml:5:14)',
      'site.yml:4:7',
    ],
    [
      'a filter with an argument of another type',
      { 'site.yml': play('- debug:', `    msg: "{{ 'x' | regex_replace(1, 2) }}"`) },
      'Cannot compile a pattern: expected str, not int (site.yml:5:14)',
      'site.yml:4:7',
    ],
    [
      'a loop over what is no list',
      { 'site.yml': play('- ping:', '  loop: {a: 1}') },
      'Cannot loop over this: it is a dict; loop wants a list; for a dict use "{{ x | dict2items }}" (site.yml:5:13)',
      'site.yml:4:7',
    ],
    [
      'variables that need each other',
      { 'site.yml': vars('{a: "{{ b }}", b: "{{ c }}", c: "{{ a }}"}', '{{ a }}') },
      'Cannot evaluate variable "a": recursive loop detected in template string: {{ b }} (site.yml:5:20)',
      'site.yml:5:7',
    ],
    [
      'a regular expression that backtracks for ever',
      { 'site.yml': play(`- debug: {msg: "{{ ('a' * 50 ~ 'b') | regex_search('^(a+)+$') }}"}`) },
      `Cannot use the pattern '^(a+)+$': it takes more than 5 s on 51 characters (limit "regex-seconds") (site.yml:4:20)`,
      'site.yml:4:7',
    ],
    [
      'loops that go on for ever',
      { 'site.yml': vars('{n: 100000}', '{% for i in range(n) %}{% for j in range(n) %}{% endfor %}{% endfor %}') },
      'Cannot render the template: its loops and macros run more than 10000000 times (limit "loop-turns") (site.yml:5:20)',
      'site.yml:5:7',
    ],
    [
      'a template that includes itself',
      { 'site.yml': vars('{}', "{{ lookup('template', 'a.j2') }}"), 'templates/a.j2': "{% include 'a.j2' %}\n" },
      'Cannot render the template: it is nested too deep, or calls itself without end (limit "call-depth") (site.yml:5:20)',
      'site.yml:5:7',
    ],
    [
      'a template that extends itself',
      { 'site.yml': vars('{}', "{{ lookup('template', 'a.j2') }}"), 'templates/a.j2': "{% extends 'a.j2' %}\n" },
      'Cannot render the template: it extends itself (limit "extends-depth") (site.yml:5:20)',
      'site.yml:5:7',
    ],
    [
      'tasks that include themselves',
      { 'site.yml': play('- include_tasks: a.yml'), 'a.yml': '- include_tasks: a.yml\n' },
      'Cannot include this: it is within 200 includes already (limit "include-depth")',
      'a.yml:1:3',
    ],
    [
      'a role that includes itself',
      { 'site.yml': play('- include_role: {name: a}'), 'roles/a/tasks/main.yml': '- include_role: {name: a}\n' },
      'Cannot include this: it is within 200 includes already (limit "include-depth")',
      'roles/a/tasks/main.yml:1:3',
    ],
  ])('%s', { timeout: 60_000 }, async (_, files, msg, at) => {
    expect(await failed(files)).toEqual({ msg, at });
  });
});
