import { describe, expect, it } from 'vitest';
import { mergedValue } from '../../../../src/core/value/merged-value.ts';
import type { Value } from '../../../../src/core/value/types.ts';

const dict = (entries: Record<string, Value>): Value => new Map<Value, Value>(Object.entries(entries));

describe('mergedValue', () => {
  it.each<[string, Value[], Value | undefined]>([
    ['nothing', [], undefined],
    ['the strongest where it is no dictionary', [[1], dict({ a: 1 })], [1]],
    ['a dictionary in a weaker one', [dict({ b: 2, a: 9 }), dict({ a: 1, c: 3 })], dict({ a: 9, c: 3, b: 2 })],
    [
      'dictionaries in dictionaries',
      [dict({ d: dict({ x: 1 }) }), dict({ d: dict({ y: 2 }) })],
      dict({ d: dict({ y: 2, x: 1 }) }),
    ],
    ['lists as they are', [dict({ l: [1] }), dict({ l: [2] })], dict({ l: [1] })],
    ['down to what is no dictionary', [dict({ a: 1 }), 'text', dict({ b: 2 })], dict({ a: 1 })],
    ['three of them', [dict({ a: 3 }), dict({ b: 2, a: 2 }), dict({ c: 1, b: 1 })], dict({ c: 1, b: 2, a: 3 })],
  ])('gives %s', (_, strongestFirst, wanted) => {
    const merged = mergedValue(strongestFirst);
    expect(merged).toEqual(wanted);
    if (merged instanceof Map && wanted instanceof Map) expect([...merged.keys()]).toEqual([...wanted.keys()]);
  });
});
