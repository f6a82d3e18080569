import { describe, expect, it } from 'vitest';
import { lines, play, said } from './support.ts';

const head = '- hosts: all\n  gather_facts: false\n  tasks:\n    ';
const files = {
  'roles/r/tasks/main.yml': '- { name: in role, debug: { msg: "{{ d }}" } }\n',
  'roles/r/tasks/other.yml': '- { name: other, debug: { msg: "{{ d }} {{ v | default(\'no v\') }}" } }\n',
  'roles/r/defaults/main.yml': 'd: default\n',
  'roles/s/tasks/main.yml': '- debug: { msg: "{{ n }}" }\n',
  'roles/s/meta/argument_specs.yml':
    'argument_specs: { main: { short_description: short, options: { n: { type: int, required: true }, l: { type: list, elements: dict, options: { k: { choices: [a] } } } } } }\n',
  'more.yml': '- { name: more, debug: { msg: "{{ v | default(\'no v\') }}" } }\n',
  'empty.yml': '---\n',
  'dict.yml': 'a: 1\n',
  'vars/a.yml': 'x: 1\n',
  'vars/e/plain': 'plain: 1\n',
  'vars/e/a.yml': 'dotted: 1\n',
  'vars/h1.yml': 'h: { a: 1, b: { c: 2 } }\n',
  'vars/h2.yml': 'h: { b: { d: 3 } }\n',
  'vars/d/1.yml': 'p: 1\n',
  'vars/d/2.txt': 'q: 2\n',
  'vars/d/sub/3.yml': 'r: 3\n',
};

interface Case {
  readonly title: string;
  readonly tasks: string;
  readonly lines?: readonly string[];
  readonly said?: readonly unknown[];
  readonly ok?: number;
}

/** What directives do, as measured with ansible-core 2.18.6. */
const cases: readonly Case[] = [
  { title: 'an include is counted once for each of its turns', tasks: '- { include_tasks: more.yml, loop: [1, 2] }', ok: 4 },
  {
    title: 'an include that cannot be read is not counted and fails',
    tasks: '- { name: inc, include_tasks: nope.yml, ignore_errors: true }',
    lines: ['inc: ok', 'inc: failed'],
    ok: 0,
  },
  {
    title: 'an empty file is included',
    tasks: '- include_tasks: empty.yml',
    lines: ['include_tasks: ok', 'included empty.yml'],
    ok: 1,
  },
  {
    title: "an include's vars and those of apply reach its tasks",
    tasks: '- { include_tasks: more.yml, vars: { v: 1 } }\n    - include_tasks: { file: more.yml, apply: { vars: { v: 2 } } }',
    said: ['1', '2'],
  },
  {
    title: 'an include behind a condition is skipped',
    tasks: '- { include_tasks: nope.yml, when: false }',
    lines: ['include_tasks: skipped'],
  },
  {
    title: 'an included role shows its name, and keeps its defaults to itself',
    tasks: '- include_role: { name: r }\n    - debug: { msg: "{{ d | default(\'unset\') }}" }',
    lines: ['include_role : r: ok', 'included r', 'r : in role: ok', 'debug: ok'],
    said: ['default', 'unset'],
  },
  {
    title: 'an imported role shows them to the whole play',
    tasks: '- import_role: { name: r, tasks_from: other }\n      vars: { v: 1 }\n    - debug: { msg: "{{ d }}" }',
    said: ['default 1', 'default'],
  },
  {
    title: 'a role that specifies its arguments checks them first',
    tasks: '- include_role: { name: s }\n      vars: { n: 5 }',
    lines: [
      'include_role : s: ok',
      'included s',
      "s : Validating arguments against arg spec 'main' - short: ok",
      's : debug: ok',
    ],
  },
  {
    title: 'arguments against the specification can be rescued',
    tasks:
      '- block: [{ include_role: { name: s }, vars: { n: abc, l: [{ k: b }] } }]\n      rescue: [{ debug: { msg: "{{ ansible_failed_result.argument_errors }}" } }]',
    said: [
      [
        `argument 'n' is of type <class 'str'> and we were unable to convert to int: "'abc'" cannot be converted to an int`,
        'value of k must be one of: a, got: b found in l',
      ],
    ],
  },
  {
    title: 'include_vars reads a file under a name',
    tasks: '- include_vars: { file: a.yml, name: n }\n    - debug: { msg: "{{ n.x }}" }',
    said: ['1'],
  },
  {
    title: 'include_vars reads a folder to a depth and refuses other extensions',
    tasks:
      '- { name: all, include_vars: { dir: d }, ignore_errors: true }\n    - include_vars: { dir: d, ignore_unknown_extensions: true, depth: 1 }\n    - debug: { msg: "{{ p }} {{ r | default(\'no r\') }}" }',
    lines: ['all: ignored', 'include_vars: ok', 'debug: ok'],
    said: ['1 no r'],
  },
  {
    title: 'include_vars takes an extension that is none',
    tasks:
      '- include_vars: { dir: e, extensions: [""], ignore_unknown_extensions: true }\n    - debug: { msg: "{{ plain }} {{ dotted | default(\'no\') }}" }',
    said: ['1 no'],
  },
  {
    title: 'include_vars merges dictionaries where it is told to',
    tasks:
      '- include_vars: h1.yml\n    - include_vars: { file: h2.yml, hash_behaviour: merge }\n    - debug: { msg: "{{ h }}" }\n    - include_vars: h2.yml\n    - debug: { msg: "{{ h }}" }',
    said: [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3 } }],
  },
  {
    title: 'include_vars that fails says so under message too',
    tasks:
      '- { include_vars: { dir: d }, ignore_errors: true, register: r }\n    - debug: { msg: "{{ r.message }}" }\n    - { include_vars: nope.yml, ignore_errors: true, register: r }\n    - debug: { msg: "{{ \'Could not find or access\' in r.message }}" }\n    - { include_vars: { file: "" }, ignore_errors: true, register: r }\n    - debug: { msg: "{{ \'Could not find file\' in r.message }}" }\n    - { include_vars: { file: a.yml, depth: 1 }, ignore_errors: true, register: r }\n    - debug: { msg: "{{ \'mixing file only and dir only\' in r.message }}" }',
    said: ['Cannot include variables: 2.txt does not have a valid extension: yaml, yml, json', true, true, true],
  },
  {
    title: 'group_by and add_host change when the host joins a group',
    tasks: '- group_by: { key: new one }\n    - group_by: { key: new one }\n    - debug: { msg: "{{ group_names }}" }',
    lines: ['group_by: changed', 'group_by: ok', 'debug: ok'],
    said: [['new-one', 'servers']],
  },
  {
    title: 'changed_when and failed_when decide about it',
    tasks:
      '- { name: never, group_by: { key: a }, changed_when: false }\n    - { name: second, add_host: { name: "h{{ item }}" }, loop: [1, 2], changed_when: item == 2, register: r }\n    - { name: bad, group_by: { key: b }, failed_when: true, ignore_errors: true }\n    - debug: { msg: "{{ r.results | map(attribute=\'changed\') }}" }',
    lines: ['never: ok', 'second: changed [1 ok, 2 changed]', 'bad: ignored', 'debug: ok'],
    said: [[false, true]],
  },
  {
    title: 'an option with a variable that is missing is told as Ansible tells it',
    tasks:
      '- { group_by: { key: "{{ nope }}" }, ignore_errors: true, register: r }\n    - debug: { msg: "{{ r.msg is search(\'an option with an undefined variable.*.nope. is undefined\') }}" }',
    said: [true],
  },
];

describe('a directive', () => {
  it.each(cases)('$title', async ({ tasks, lines: wanted, said: words, ok }) => {
    const { events, end } = await play(`${head}${tasks}\n`, {}, files);
    if (wanted !== undefined) expect(lines(events)).toEqual(wanted);
    if (words !== undefined) expect(said(events)).toEqual(words);
    if (ok !== undefined) expect(end.recap.ok).toBe(ok);
  });

  it('may put the host into a group that a later play names', async () => {
    const site = `${head}- group_by: { key: late }\n- hosts: late\n  gather_facts: false\n  tasks: [{ debug: { msg: here } }]\n`;
    expect(said((await play(site)).events)).toEqual(['here']);
  });

  it('may collect data for the end of the run', async () => {
    const { events } = await play(
      `${head}- set_stats: { data: { n: 1, l: [a] } }\n    - set_stats: { data: { n: 2, l: [b] } }\n`,
    );
    expect(events.at(-1)).toEqual({ event: 'stats', data: { n: 3, l: ['a', 'b'] } });
  });
});
