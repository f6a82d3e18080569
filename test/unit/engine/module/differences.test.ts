import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Float, type Value } from '../../../../src/core/value/types.ts';
import { differences } from '../../../../src/engine/module/differences.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const symbol = Symbol('context');

const different: [string, unknown, unknown, string[]][] = [
  ['an entry', { mode: '0644', owner: 'root' }, { mode: '0600', owner: 'root' }, ['mode']],
  ['a nested entry', { packages: { curl: '1', git: '2' } }, { packages: { curl: '2', git: '2' } }, ['packages.curl']],
  ['an entry that is only before', { a: 1, b: 2 }, { a: 1 }, ['b']],
  [
    'an entry that is only after',
    new Map([['a', 1]]),
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
    ['b'],
  ],
  ['a list as a whole', { keys: ['a', 'b'] }, { keys: ['b', 'a'] }, ['keys']],
  ['bytes', { content: bytes('a') }, { content: bytes('b') }, ['content']],
  ['null and nothing', { a: null }, {}, ['a']],
  ['plain values', 'a', 'b', ['']],
  ['a thing of another kind', { a: {} }, { a: [] }, ['a']],
  ['two entries', { a: 1, b: 1 }, { a: 2, b: 2 }, ['a', 'b']],
];

const equal: [string, unknown, unknown][] = [
  ['bytes of the same content', { content: bytes('a') }, { content: Buffer.from('a') }],
  ['an undefined entry and none', { a: undefined }, {}],
  ['lists of the same objects', { a: [{ b: 1 }] }, { a: [{ b: 1 }] }],
  ["Python's numbers by value", { a: new Float(1) }, { a: 1 }],
  ['what stands under a symbol', { a: 1, [symbol]: 1 }, { a: 1, [symbol]: 2 }],
  ['sets', { a: new Set([1, 2]) }, { a: new Set([2, 1]) }],
];

describe('differences', () => {
  it.each(different)('finds %s', (_, before, after, paths) => {
    expect(differences(before, after).map((change) => change.path)).toEqual(paths);
  });

  it.each(equal)('passes over %s', (_, before, after) => {
    expect(differences(before, after)).toEqual([]);
  });

  it('carries both sides', () => {
    expect(differences({ mode: '0644' }, { mode: '0600' })).toEqual([{ path: 'mode', before: '0644', after: '0600' }]);
  });

  const state = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue());

  it('finds nothing between a state and its copy', () => {
    fc.assert(fc.property(state, (one) => differences(one, structuredClone(one)).length === 0));
  });

  it('finds the same both ways', () => {
    fc.assert(
      fc.property(state, state, (one, other) => {
        const there = differences(one, other).map(({ path, before, after }) => ({ path, before: after, after: before }));
        const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
        expect(differences(other, one).sort(byPath)).toEqual(there.sort(byPath));
      }),
    );
  });

  it('finds a difference exactly where JSON shows one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const sorted = (value: unknown): string =>
          JSON.stringify(value, (_, each: unknown) =>
            isObject(each) ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each,
          );
        expect(differences({ one }, { one: other }).length === 0).toBe(sorted(one) === sorted(other));
      }),
    );
  });
});

function isObject(value: unknown): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
