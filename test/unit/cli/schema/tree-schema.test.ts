import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { blockKeywords, playKeywords, sharedKeywords, taskKeywords } from '../../../../src/cli/schema/keyword-schemas.ts';
import { treeSchema } from '../../../../src/cli/schema/tree-schema.ts';
import { nodeValue } from '../../../../src/core/node.ts';
import { toPlain } from '../../../../src/core/value/convert.ts';
import { sharedKeywordNames } from '../../../../src/language/keywords.ts';
import { load } from '../../../../src/language/load.ts';
import { playKeywordNames } from '../../../../src/language/parse-play.ts';
import { taskKeywordNames } from '../../../../src/language/parse-task.ts';
import { allModules } from '../../../../src/modules/index.ts';
import { run } from '../run-command.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
const validators = {
  playbook: ajv.compile(treeSchema('playbook', allModules)),
  tasks: ajv.compile(treeSchema('tasks', allModules)),
};

/** What is wrong with a text; empty where nothing is. */
function problems(kind: 'playbook' | 'tasks', text: string, file = 'x.yml'): string[] {
  const node = load(text, file, () => undefined);
  // An empty object has a prototype here, as in an editor.
  const value: unknown = node === undefined ? null : JSON.parse(JSON.stringify(toPlain(nodeValue(node)) ?? null));
  const validate: ValidateFunction = validators[kind];
  return validate(value) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${file}${instancePath}: ${message}`);
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Playbooks and task files among the files of a tree; others hold variables. */
function kindOf(file: string): 'playbook' | 'tasks' | undefined {
  if (/\/(?:tasks|handlers)\/[^/]+$/.test(file)) return 'tasks';
  if (/\/(?:group_vars|host_vars|vars|defaults|meta|files|templates|inventory)(?:\/|\.)/.test(file)) return undefined;
  const node = load(readFileSync(file, 'utf8'), file, () => undefined);
  if (node?.kind !== 'sequence') return undefined;
  const names = node.items.flatMap((item) => (item.kind === 'mapping' ? item.entries.map(({ key }) => key.value) : []));
  return names.some((name) => name === 'hosts' || String(name).endsWith('import_playbook')) ? 'playbook' : 'tasks';
}

const files = [...filesBelow('test/parity/trees'), ...filesBelow('roles'), 'site.yml'].filter(
  (file) => kindOf(file) !== undefined,
);

describe('the schema of playbooks and tasks', () => {
  it.each(files)('takes %s', (file) => {
    expect(problems(kindOf(file) ?? 'tasks', readFileSync(file, 'utf8'), file)).toEqual([]);
  });

  it("takes every module's examples", () => {
    for (const { examples } of allModules)
      for (const example of examples) expect(problems('tasks', example), example).toEqual([]);
  });

  it.each([
    ['an unknown argument', 'tasks', '- copy: {scr: a, dest: /b}'],
    ['an argument that is not supported', 'tasks', '- debug: {msg: 1, verbosity: [1]}'],
    ['a value that is no choice', 'tasks', '- file: {path: /a, state: presnt}'],
    ['a value of another type', 'tasks', '- file: {path: /a, force: maybe}'],
    ['an unknown module', 'tasks', '- pong:'],
    ['an unknown keyword of a task', 'tasks', '- ping:\n  whem: true'],
    ['an unknown keyword of a block', 'tasks', '- block: []\n  loop: [1]'],
    ['an unknown word of loop_control', 'tasks', '- ping:\n  loop: [1]\n  loop_control: {lop_var: x}'],
    ['a task that is a text', 'tasks', '- ping'],
    ['tasks that are a mapping', 'tasks', 'ping:'],
    ['a play without hosts', 'playbook', '- tasks: []'],
    ['an unknown keyword of a play', 'playbook', '- hosts: all\n  task: []'],
    ['a wrong task in a play', 'playbook', '- hosts: all\n  tasks: [{pong: }]'],
    ['a wrong task in a block', 'playbook', '- hosts: all\n  tasks: [{block: [{pong: }]}]'],
    ['an argument that include_tasks has not', 'tasks', '- include_tasks: {fil: x.yml}'],
  ] as const)('refuses %s', (_, kind, text) => {
    expect(problems(kind, text)).not.toEqual([]);
  });

  it.each([
    ['templates anywhere', 'tasks', '- file: {path: "{{ x }}", force: "{{ y }}", state: "{{ z }}"}\n  when: x is defined'],
    ['arguments as k=v', 'tasks', '- file: path=/a state=absent'],
    ['yes for a boolean', 'tasks', '- file: {path: /a, force: yes}'],
    ['a module of a collection', 'tasks', '- community.windows.win_thing: {a: 1}\n  when: false'],
  ] as const)('takes %s', (_, kind, text) => {
    expect(problems(kind, text)).toEqual([]);
  });
});

describe('the keywords of the schema', () => {
  const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

  it('are those that the parser takes', () => {
    expect(sorted(Object.keys(sharedKeywords))).toEqual(sorted(sharedKeywordNames()));
    expect(sorted([...Object.keys(taskKeywords), ...Object.keys(sharedKeywords)])).toEqual(sorted([...taskKeywordNames()]));
    expect(sorted([...Object.keys(playKeywords), ...Object.keys(sharedKeywords)])).toEqual(sorted(playKeywordNames()));
  });

  it('of a block are those that the parser takes', async () => {
    const bundle = mkdtempSync(join(tmpdir(), 'drover-schema-'));
    try {
      const lines = Object.keys(blockKeywords).map((name) => `      ${name}: []\n`);
      writeFileSync(join(bundle, 'hosts'), 'h\n');
      writeFileSync(join(bundle, 'site.yml'), `- hosts: all\n  handlers:\n    -\n${lines.join('')}`);
      expect((await run({ DROVER_BUNDLE: bundle }, 'lint')).out).toBe('site.yml: no errors, 1 host\n');
    } finally {
      rmSync(bundle, { recursive: true });
    }
  });
});

describe('drover doc --schema', () => {
  it('prints the schema', async () => {
    const { out, status } = await run({}, 'doc', '--schema', 'tasks');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(treeSchema('tasks', allModules))));
  });
});
