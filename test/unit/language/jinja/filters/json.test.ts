import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';

describe('JSON filters', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['to_json', { b: 1, a: [2.5, null, 'é'] }, [], {}, `'{"b": 1, "a": [2.5, null, "\\\\u00e9"]}'`],
    ['to_nice_json', { b: [], a: 1 }, [], {}, `'{\\n    "a": 1,\\n    "b": []\\n}'`],
    ['to_json', [1], [], { indent: 0 }, "'[\\n1\\n]'"],
    ['to_nice_json', [1, 2], [], { indent: null }, "'[1,2]'"],
    ['to_nice_json', [1], [true], {}, "'[\\n 1\\n]'"],
    ['to_nice_yaml', { a: { b: 1 } }, [2, 3], {}, "'a:\\n  b: 1\\n'"],
    ['to_yaml', { a: { b: 1 } }, [8], {}, "'a: {b: 1}\\n'"],
    ['tojson', '<a>', [], {}, `Markup('"\\\\u003ca\\\\u003e"')`],
    ['from_json', '{"x": 12345678901234567890, "y": 1.0}', [], {}, "{'x': 12345678901234567890, 'y': 1.0}"],
    ['from_json', 'NaN', [], {}, 'nan'],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['from_json', '[1,]', [], /Expecting value: line 1 column 4 \(char 3\)/],
    ['from_json', '[1] x', [], /Extra data/],
    ['from_json', 5, [], /not int/],
    ['to_nice_json', 5, [1, true, 2], /an argument too many/],
    ['sort', [1], ['name'], /'str' object cannot be interpreted as an integer/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });
});
