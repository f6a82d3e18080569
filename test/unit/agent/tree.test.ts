import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bundle } from '../../../src/agent/bundle.ts';
import { loadTree } from '../../../src/agent/tree.ts';
import { type Diagnostic, InvalidBundle } from '../../../src/core/diagnostic.ts';
import { realMachine } from '../../support/real-machine.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-tree-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** What validation finds, as `line:column-length severity CODE`. */
function findings(files: Readonly<Record<string, string>>): string[] {
  for (const [path, content] of Object.entries({ hosts: 'node1\n', ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  const pipe = () => ({ code: 0, stdout: '', stderr: '' });
  const bundle = new Bundle(directory, { files: realMachine(), environment: {}, pipe });
  try {
    return loadTree(bundle, { playbook: 'site.yml', inventory: [], extraVars: new Map() }).warnings.map(shown);
  } catch (error) {
    if (error instanceof InvalidBundle) return error.diagnostics.map(shown);
    throw error;
  }
}

function shown({ severity, code, span }: Diagnostic): string {
  return `${span?.line}:${span?.column}-${span?.length} ${severity} ${code}`;
}

const play = (task: string): Record<string, string> => ({ 'site.yml': `- hosts: all\n  tasks:\n    - ${task}\n` });

describe('tasks for another machine', () => {
  it.each([
    ['refused where they may not be reached', 'command: id\n      delegate_to: other', ['4:20-5 error UNSUPPORTED']],
    ['refused where they only look', 'stat: {path: /}\n      delegate_to: other', ['4:20-5 error UNSUPPORTED']],
    ['refused in a block', 'block: [command: id]\n      delegate_to: other', ['4:20-5 error UNSUPPORTED']],
    ['warned of behind a condition', 'command: id\n      delegate_to: other\n      when: x', ['4:20-5 warning UNSUPPORTED']],
    [
      'warned of where they may be unreachable',
      'command: id\n      delegate_to: other\n      ignore_unreachable: true',
      ['4:20-5 warning UNSUPPORTED'],
    ],
    ['free to touch no machine', 'debug: {msg: x}\n      delegate_to: other', []],
    ['this one’s by its name', 'command: id\n      delegate_to: node1', []],
    ['looked at when they run by a template', 'command: id\n      delegate_to: "{{ x }}"', []],
  ])('are %s', (_title, task, found) => {
    expect(findings(play(task))).toEqual(found);
  });

  it('are warned of where some host can run them, and are nothing to plays of others', () => {
    const site = '- hosts: all\n  tasks:\n    - command: id\n      delegate_to: node1\n';
    expect(findings({ hosts: 'node1\nnode2\n', 'site.yml': site })).toEqual(['4:20-5 warning UNSUPPORTED']);
    expect(findings({ hosts: 'node1\nnode2\n', 'site.yml': site.replace('all', 'node1') })).toEqual([]);
  });
});

describe('the templates of a bundle’s tasks', () => {
  it.each([
    ["debug: {msg: \"{{ x | upper }} {{ lookup('file', 'y') }}\"}", []],
    ['debug: {msg: "{{ x | uper }}"}', ['3:28-4 error FILTER_UNKNOWN']],
    ['debug: {msg: [{a: "{{ x is zz }}"}]}', ['3:34-2 error TEST_UNKNOWN']],
    ['shell: echo {{ x | uper }}', ['3:14-19 error FILTER_UNKNOWN']],
    ['debug: {msg: x}\n      when: x is zz', ['4:18-2 error TEST_UNKNOWN']],
    ['debug: {msg: x}\n      loop: "{{ x | zz }}"', ['4:13-14 error FILTER_UNKNOWN']],
    ['debug: {msg: x}\n      until: x | zz\n      retries: 1', ['4:18-2 error FILTER_UNKNOWN']],
    ['debug: {msg: x}\n      vars: {a: "{{ x | zz }}"}', ['3:7-undefined error FILTER_UNKNOWN']],
    ['debug: {msg: "{{ x | uper }}"}\n      when: false', ['3:28-4 warning FILTER_UNKNOWN']],
    ['debug: {msg: "{{ x | uper }}"}\n      ignore_errors: true', ['3:28-4 warning FILTER_UNKNOWN']],
    ['debug: {msg: x}\n      when: x is zz\n      ignore_errors: true', ['4:18-2 warning TEST_UNKNOWN']],
    ['block:\n        - debug: {msg: "{{ x | uper }}"}\n      rescue: [debug: ]', ['4:32-4 warning FILTER_UNKNOWN']],
    ['block: [debug: ]\n      rescue:\n        - debug: {msg: "{{ x | uper }}"}', ['5:32-4 error FILTER_UNKNOWN']],
    ['block:\n        - debug: {msg: "{{ x | uper }}"}', ['4:32-4 error FILTER_UNKNOWN']],
    ['debug: {msg: "{% raw %}{{ x | uper }}{% endraw %}"}', []],
  ])('are read before the run: %s', (task, found) => {
    expect(findings(play(task))).toEqual(found);
  });

  it('are told once where two plays use a role, and in handlers and dependencies too', () => {
    const files: Record<string, string> = {
      'site.yml': '- hosts: all\n  roles: [a]\n- hosts: all\n  roles: [a]\n',
      'roles/a/meta/main.yml': 'dependencies: [b]\n',
      'roles/b/tasks/main.yml': '- debug: {msg: "{{ x | uper }}"}\n',
      'roles/a/handlers/main.yml': '- debug: {msg: "{{ x | lowr }}"}\n',
    };
    expect(findings(files)).toEqual(['1:24-4 error FILTER_UNKNOWN', '1:24-4 error FILTER_UNKNOWN']);
  });
});

describe('a bundle with mistakes in several places', () => {
  it('is told of all of them at once, variable files included, by file and line', () => {
    const files: Record<string, string> = {
      ...play('debug: { msg: "{{ x | upperr }}" }'),
      'group_vars/all.yml': 'a: [1\nb: 2\n',
      inventory: 'node1\n',
    };
    expect(findings(files)).toEqual(['2:2-1 error YAML_SYNTAX', '3:29-6 error FILTER_UNKNOWN']);
  });
});
