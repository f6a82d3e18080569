import { describe, expect, it } from 'vitest';
import { filtered } from '../../../../support/call.ts';

// answers of CPython 3.11, whose sets list ints in the order of their hash table
describe('set filters', () => {
  it.each<[name: string, a: number[], b: number[], answer: number[]]>([
    ['union', [9, 1], [8, 3], [8, 9, 3, 1]],
    ['symmetric_difference', [1, 2, 3, 1, 9, 8], [1], [8, 9, 2, 3]],
    ['symmetric_difference', [13, 10], [9, 15, 10, 5], [9, 13, 5, 15]],
    ['intersect', [1, 2, 3, 2], [3, 4, 4], [3]],
    ['difference', [1, 2, 3, 2], [3, 4], [1, 2]],
  ])('%s of %j and %j is %j', (name, a, b, answer) => {
    expect(filtered(name, a, [b])).toEqual(answer);
  });

  it('finds unique dicts, but not with a parameter', () => {
    expect(filtered('unique', [{ a: 1 }, { a: 1 }])).toHaveLength(1);
    expect(() => filtered('unique', [{ a: 1 }], [], { case_sensitive: false })).toThrow("unhashable type: 'dict'");
    expect(() => filtered('unique', [{ a: [] }], [], { attribute: 'a' })).toThrow("unhashable type: 'list'");
  });

  it('keeps the order of texts', () => {
    expect(filtered('union', ['b', 'a'], [['c', 'a']])).toEqual(['b', 'a', 'c']);
  });
});
