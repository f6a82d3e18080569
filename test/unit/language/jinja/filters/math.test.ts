import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';

describe('number filters', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['int', ' 42.7 ', [], {}, '42'],
    ['int', '0x1f', [], { base: 16 }, '31'],
    ['int', '９', [], {}, '9'],
    ['int', 'x', [7], {}, '7'],
    ['float', 'abc', [], {}, '0.0'],
    ['round', 2.675, [2], {}, '2.67'],
    ['round', 2.5, [], {}, '2.0'],
    ['round', 2.1, [0, 'ceil'], {}, '3.0'],
    ['round', 7, [], {}, '7'],
    ['log', 1000, [10], {}, '3.0'],
    ['log', 90, [10], {}, '1.9542425094393248'],
    ['log', 0.004, [10], {}, '-2.3979400086720375'],
    ['log', 3, [], {}, '1.0986122886681098'],
    ['log', 9, [3], {}, '2.0'],
    ['log', 5e-324, [], {}, '-744.4400719213812'],
    ['human_readable', 1500000, [], {}, "'1.43 MB'"],
    ['human_to_bytes', '1.5G', [], {}, '1610612736'],
    ['human_to_bytes', '10Mb', [], { isbits: true }, '10485760'],
    ['filesizeformat', 1, [], {}, "'1 Byte'"],
    ['random', 60, [], { seed: 'host1' }, '31'],
    ['shuffle', ['a', 'b', 'c', 'd', 'e'], [], { seed: 7 }, "['e', 'a', 'd', 'b', 'c']"],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['human_to_bytes', '1 KiB', [], /can't interpret/],
    ['pow', 'x', [2], /real number/],
    ['round', 'x', [], /__round__/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });
});
