import { describe, expect, it } from 'vitest';
import { testNamed } from '../../../../../src/language/jinja/tests/index.ts';
import { tested } from '../../../../support/call.ts';

describe('tests', () => {
  it.each<[value: unknown, name: string, args: unknown[], answer: unknown]>([
    [5, 'number', [], true],
    [true, 'integer', [], false],
    [true, 'number', [], true],
    [{}, 'sequence', [], true],
    ['no', 'truthy', [], true],
    ['no', 'truthy', [true], false],
    ['Abc', 'upper', [], false],
    [5, 'odd', [], true],
    [[1, 2], 'superset', [[1]], true],
    ['a', 'in', ['abc'], true],
    ['1.10', 'version', ['1.9', '>'], true],
    ['1.2.3-rc1', 'version', ['1.2.3', '<', null, 'semver'], true],
    ['1.0a1', 'version', ['1.0', '<', true], true],
    ['http://example.com/users', 'search', ['users$'], true],
    ['foo', 'match', ['fo$'], false],
    [{ results: [{ changed: false }, { changed: true }] }, 'changed', [], true],
    [{ failed: 'yes' }, 'failed', [], 'yes'],
    ['http://example.com', 'url', [], true],
    ['10.0.0.300', 'ansible.utils.ip', [], false],
    ['10.1.0.1', 'ansible.utils.in_network', ['10.0.0.0/8'], true],
  ])('%j is %s(%j) answers %j', (value, name, args, answer) => {
    expect(tested(name, value, args)).toBe(answer);
  });

  it.each<[value: unknown, name: string, args: unknown[], message: RegExp]>([
    ['x', 'failed', [], /expects a dictionary/],
    [5, 'divisibleby', [0], /zero/],
    ['1.a', 'version', ['1.1', '<'], /not supported/],
    ['1.0', 'version', ['1.0', 'nope'], /Invalid operator/],
    ['', 'version', ['1'], /cannot be empty/],
    ['yes', 'filter', [], /Could not load/],
  ])('%j is %s(%j) fails', (value, name, args, message) => {
    expect(() => tested(name, value, args)).toThrow(message);
  });

  it('sees the files of the bundle', () => {
    const site = { files: { 'a.txt': 'x', 'd/b.txt': 'y' } };
    expect(tested('file', 'a.txt', [], site)).toBe(true);
    expect(tested('directory', 'd', [], site)).toBe(true);
    expect(tested('exists', 'nope', [], site)).toBe(false);
    expect(tested('exists', '', [], site)).toBe(false);
  });

  it('refuses what is in another collection', () => {
    expect(() => tested('nosuch.collection.odd', 1)).toThrow(/nothing of the collection nosuch.collection/);
    expect(testNamed('ansible.builtin.odd')).toBeDefined();
  });
});
