import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../src/core/diagnostic.ts';
import { type Files, parse } from '../engine/support.ts';

interface Case {
  readonly title: string;
  readonly site: string;
  readonly files?: Files;
  /** What the operator reads: place, code, message, then the line with carets and the hint. */
  readonly wanted: readonly string[];
}

const tasks = (...lines: string[]) => `- hosts: all\n  tasks:\n${lines.map((line) => `    ${line}\n`).join('')}`;

const cases: readonly Case[] = [
  {
    title: 'an unknown keyword of a play',
    site: '- hosts: all\n  task: []\n',
    wanted: [
      'site.yml:2:3: KEYWORD_UNKNOWN: Cannot use "task" in a play: there is no such keyword',
      '  2 |   task: []',
      '        ^^^^ did you mean "tasks"?',
    ],
  },
  {
    title: 'a misspelt keyword of a task beside a module',
    site: tasks('- debug: { msg: x }', '  whn: true'),
    wanted: [
      'site.yml:4:7: KEYWORD_UNKNOWN: Cannot use "whn" in a task: it is neither a keyword nor a module',
      '  4 |       whn: true',
      '            ^^^ did you mean "when"?',
    ],
  },
  {
    title: 'an unknown module',
    site: tasks('- coppy: { dest: /x }'),
    wanted: [
      'site.yml:3:7: MODULE_UNKNOWN: Cannot run module "coppy": Drover has no such module',
      '  3 |     - coppy: { dest: /x }',
      '            ^^^^^ did you mean "copy"?',
    ],
  },
  {
    title: 'an unknown module behind a condition as a warning',
    site: tasks('- coppy: { dest: /x }', '  when: false'),
    wanted: [
      'site.yml:3:7: warning: MODULE_UNKNOWN: Cannot run module "coppy": Drover has no such module',
      '  3 |     - coppy: { dest: /x }',
      '            ^^^^^ did you mean "copy"?',
    ],
  },
  {
    title: 'a task with two modules',
    site: tasks('- debug: { msg: x }', '  copy: { dest: /x }'),
    wanted: [
      'site.yml:4:7: TASK_INVALID: Cannot run this task: it names several modules, "debug" and "copy"',
      '  4 |       copy: { dest: /x }',
      '            ^^^^ give each module a task of its own',
    ],
  },
  {
    title: 'a task without a module',
    site: tasks('- name: x'),
    wanted: [
      'site.yml:3:7: TASK_INVALID: Cannot run this task: it names no module',
      '  3 |     - name: x',
      '            ^ add one, such as "debug:"',
    ],
  },
  {
    title: 'rescue without a block',
    site: tasks('- rescue: []'),
    wanted: [
      'site.yml:3:7: TASK_INVALID: Cannot use "rescue" here: there is no block',
      '  3 |     - rescue: []',
      '            ^^^^^^ add "block:"',
    ],
  },
  {
    title: 'a play without hosts',
    site: '- hosts: ""\n',
    wanted: [
      'site.yml:1:10: PLAY_INVALID: Cannot run this play: it names no hosts',
      '  1 | - hosts: ""',
      '               ^^ add "hosts: all" or a group\'s name',
    ],
  },
  {
    title: 'a playbook that is no list',
    site: 'hosts: all\n',
    wanted: [
      'site.yml:1:1: PLAY_INVALID: Cannot run site.yml: it is a mapping, a list of plays is wanted',
      '  1 | hosts: all',
      '      ^ begin each play with "- hosts:"',
    ],
  },
  {
    title: 'tasks that are no list',
    site: '- hosts: all\n  tasks:\n    debug: x\n',
    wanted: [
      'site.yml:3:5: PLAY_INVALID: Cannot read these tasks: they are a mapping, a list is wanted',
      '  3 |     debug: x',
      '          ^ begin each task with "- "',
    ],
  },
  {
    title: 'a quote that is not closed',
    site: tasks('- command: echo "x'),
    wanted: [
      'site.yml:3:16: TASK_INVALID: Cannot split the arguments "echo "x": a quote is not closed',
      '  3 |     - command: echo "x',
      '                     ^^^^^^^',
    ],
  },
  {
    title: 'arguments that are a list',
    site: tasks('- copy: [a]'),
    wanted: [
      'site.yml:3:13: TASK_INVALID: Cannot read the arguments of module copy: they are a list, a mapping is wanted',
      '  3 |     - copy: [a]',
      '                  ^',
    ],
  },
  {
    title: 'an unknown loop',
    site: tasks('- debug: { msg: x }', '  with_itms: [1]'),
    wanted: [
      'site.yml:4:7: KEYWORD_UNKNOWN: Cannot use "with_itms" in a task: there is no lookup "itms"',
      '  4 |       with_itms: [1]',
      '            ^^^^^^^^^ did you mean "with_items"?',
    ],
  },
  {
    title: 'an unknown word of loop_control',
    site: tasks('- debug: { msg: x }', '  loop_control: { lable: x }'),
    wanted: [
      'site.yml:4:23: KEYWORD_UNKNOWN: Cannot use "lable" in loop_control: there is no such keyword',
      '  4 |       loop_control: { lable: x }',
      '                            ^^^^^ did you mean "label"?',
    ],
  },
  {
    title: 'a loop over an import',
    site: tasks('- import_tasks: t.yml', '  loop: [1]'),
    files: { 't.yml': '[]\n' },
    wanted: [
      'site.yml:4:13: TASK_INVALID: Cannot loop over import_tasks: it is read before the run',
      '  4 |       loop: [1]',
      '                  ^ use include_tasks instead',
    ],
  },
  {
    title: 'a name to register that is no name',
    site: tasks('- debug: { msg: x }', '  register: my-var'),
    wanted: [
      'site.yml:4:17: TASK_INVALID: Cannot register the result as "my-var": it is not a valid variable name',
      '  4 |       register: my-var',
      '                      ^^^^^^ begin with a letter or _, then letters, digits and _',
    ],
  },
  {
    title: 'a missing file to import, with one of nearly that name',
    site: tasks('- import_tasks: web.yml'),
    files: { 'webs.yml': '[]\n' },
    wanted: [
      'site.yml:3:21: FILE_MISSING: Cannot import "web.yml": there is no web.yml',
      '  3 |     - import_tasks: web.yml',
      '                          ^^^^^^^ did you mean "webs.yml"?',
    ],
  },
  {
    title: 'tasks that import themselves',
    site: tasks('- import_tasks: a.yml'),
    files: { 'a.yml': '- import_tasks: b.yml\n', 'b.yml': '- import_tasks: a.yml\n' },
    wanted: [
      'b.yml:1:17: IMPORT_CYCLE: Cannot import "a.yml": it imports itself (a.yml -> b.yml -> a.yml)',
      '  1 | - import_tasks: a.yml',
      '                      ^^^^^ take one of these imports away',
    ],
  },
  {
    title: 'a missing role, with one of nearly that name',
    site: '- hosts: all\n  roles: [chronny]\n',
    files: { 'roles/chrony/tasks/main.yml': '[]\n' },
    wanted: [
      'site.yml:2:11: ROLE_MISSING: Cannot find role "chronny": it is not in roles/chronny, chronny',
      '  2 |   roles: [chronny]',
      '                ^^^^^^^ did you mean "chrony"?',
    ],
  },
  {
    title: 'roles that depend on each other',
    site: '- hosts: all\n  roles: [a]\n',
    files: { 'roles/a/meta/main.yml': 'dependencies: [b]\n', 'roles/b/meta/main.yml': 'dependencies: [a]\n' },
    wanted: [
      'roles/b/meta/main.yml:1:16: ROLE_CYCLE: Cannot use role "a": it depends on itself (roles/a -> roles/b -> roles/a)',
      '  1 | dependencies: [a]',
      '                     ^ take one of these dependencies away',
    ],
  },
  {
    title: 'a role without a name',
    site: '- hosts: all\n  roles: [{ tags: x }]\n',
    wanted: [
      'site.yml:2:11: PLAY_INVALID: Cannot use this role: it has no name',
      '  2 |   roles: [{ tags: x }]',
      '                ^ write "- role: NAME"',
    ],
  },
  {
    title: 'a variable whose name is none',
    site: '- hosts: all\n  vars: { my-var: 1 }\n',
    wanted: [
      'site.yml:2:11: PLAY_INVALID: Cannot use "my-var" as a variable of this play: it is not a valid variable name',
      '  2 |   vars: { my-var: 1 }',
      '                ^^^^^^ begin with a letter or _, then letters, digits and _',
    ],
  },
  {
    title: 'a condition that is a mapping as a warning',
    site: tasks('- debug: { msg: x }', '  when: { a: 1 }'),
    wanted: [
      'site.yml:4:13: warning: PLAY_INVALID: Cannot judge the condition of this task: it is a dict, which always holds unless it is empty',
      '  4 |       when: { a: 1 }',
      '                  ^ a string, a boolean or a list of them is wanted',
    ],
  },
];

describe('the parser', () => {
  it.each(cases)('refuses $title', ({ site, files = {}, wanted }) => {
    const all: Files = { ...files, 'site.yml': site };
    const { findings } = parse(all);
    const told = findings.map((finding) => formatDiagnostic(finding, (file) => all[file]));
    expect(told.join('\n').split('\n')).toEqual(wanted);
  });
});
