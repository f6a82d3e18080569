import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../src/core/value/convert.ts';
import type { Task } from '../../../src/language/ast.ts';
import { parse } from '../engine/support.ts';

function firstTask(text: string): Task {
  const { playbook, findings } = parse({ 'site.yml': `- hosts: all\n  tasks:\n    ${text}\n` });
  expect(findings).toEqual([]);
  const [task] = playbook.plays[0]?.tasks ?? [];
  if (task?.kind !== 'task') throw new Error('This is no task');
  return task;
}

/** The action as written, its name, its arguments, the rest of the line. */
const actions: readonly (readonly [string, string, object, string | undefined])[] = [
  ['- debug: { msg: x }', 'debug', { msg: 'x' }, undefined],
  ['- debug: msg="a b" verbosity=1', 'debug', { msg: 'a b', verbosity: '1' }, undefined],
  ['- command: ls -l chdir=/tmp', 'command', { chdir: '/tmp' }, 'ls -l'],
  ['- command: echo a=b', 'command', {}, 'echo a=b'],
  ['- command: echo   two  spaces', 'command', {}, 'echo   two  spaces'],
  ['- { command: ls, args: { chdir: /tmp } }', 'command', { chdir: '/tmp' }, 'ls'],
  ['- { debug: msg=own, args: { msg: besides } }', 'debug', { msg: 'own' }, undefined],
  ['- action: debug msg=x', 'debug', { msg: 'x' }, undefined],
  ['- action: { module: debug, msg: x }', 'debug', { msg: 'x' }, undefined],
  ['- local_action: { module: command, args: { cmd: ls } }', 'command', { cmd: 'ls' }, undefined],
  ['- debug: "{{ arguments }}"', 'debug', {}, '{{ arguments }}'],
  ['- ansible.builtin.debug:', 'ansible.builtin.debug', {}, undefined],
];

describe('a task', () => {
  it.each(actions)('written as %s has its action', (text, name, args, rest) => {
    const { action } = firstTask(text);
    expect(action.name).toBe(name);
    expect(Object.fromEntries([...action.args].map(([key, { value }]) => [key, toPlain(value)]))).toEqual(args);
    expect(action.freeForm?.value).toBe(rest);
  });

  it('that is a local_action is delegated to this machine', () => {
    expect(firstTask('- local_action: ping').keywords.delegateTo?.value).toBe('localhost');
  });

  it('has its tags as words', () => {
    expect(firstTask('- { ping: , tags: "a, b" }').keywords.tags?.map(({ value }) => value)).toEqual(['a', 'b']);
  });

  it('knows the lookup of its loop', () => {
    expect(firstTask('- { ping: , with_dict: { a: 1 } }').loop?.lookup).toBe('dict');
    expect(firstTask('- { ping: , loop: [1] }').loop?.lookup).toBeUndefined();
  });
});
