import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';

describe('sequence filters', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['first', 'abc', [], {}, "'a'"],
    ['reverse', 'abc', [], {}, "'cba'"],
    ['slice', [3, 1, 10, 2], [3, 'x'], {}, "[[3, 1], [10, 'x'], [2, 'x']]"],
    ['batch', [1, 2, 3], [2, 'x'], {}, "[[1, 2], [3, 'x']]"],
    ['sum', [0.1, 0.2, 0.3], [], {}, '0.6000000000000001'],
    ['min', ['pear', 'Apple'], [], {}, "'Apple'"],
    ['max', [{ v: 1 }, { v: 5 }], [], { attribute: 'v' }, "{'v': 5}"],
    ['sort', ['b', 'A', 'a'], [], {}, "['A', 'a', 'b']"],
    [
      'sort',
      [
        { n: 'b', v: 2 },
        { n: 'a', v: 2 },
        { n: 'c', v: 1 },
      ],
      [],
      { attribute: 'v,n' },
      "[{'n': 'c', 'v': 1}, {'n': 'a', 'v': 2}, {'n': 'b', 'v': 2}]",
    ],
    ['dictsort', { b: 1, a: 3 }, [], { by: 'value' }, "[('b', 1), ('a', 3)]"],
    ['groupby', [{ g: 'b' }, { g: 'A' }, { g: 'a' }], ['g'], {}, "[('A', [{'g': 'A'}, {'g': 'a'}]), ('b', [{'g': 'b'}])]"],
    ['unique', ['a', 'A', 1, true], [], {}, "['a', 1]"],
    ['difference', [1, 2, 2], [[1]], {}, '[2]'],
    ['flatten', [1, [2, [3, null]]], [], {}, '[1, 2, 3]'],
    ['zip_longest', ['a', 'b'], [[1]], { fillvalue: '-' }, "[('a', 1), ('b', '-')]"],
    ['combinations', ['a', 'b', 'c'], [2], {}, "[('a', 'b'), ('a', 'c'), ('b', 'c')]"],
    ['map', ['a'], ['upper'], {}, "['A']"],
    ['map', [{ a: { b: 1 } }], [], { attribute: 'a.b' }, '[1]'],
    ['selectattr', [{ v: 1 }, { v: 2 }], ['v', 'gt', 1], {}, "[{'v': 2}]"],
    ['reject', [0, 1], [], {}, '[0]'],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['sort', [1, 'a'], [], /'<' not supported/],
    ['length', 5, [], /has no len/],
    ['map', [1], ['nosuch'], /nosuch/],
    ['difference', [1], [5], /not iterable/],
    ['permutations', 'abcdefghijklmnop', [], /more than/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });
});
