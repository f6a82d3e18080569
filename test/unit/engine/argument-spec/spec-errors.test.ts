import { describe, expect, it } from 'vitest';
import { toValue } from '../../../../src/core/value/convert.ts';
import type { Dict } from '../../../../src/core/value/types.ts';
import { specErrors } from '../../../../src/engine/argument-spec/spec-errors.ts';

const spec = {
  s: { type: 'str', required: true },
  i: { type: 'int', required: true },
  l: { type: 'list', elements: 'float' },
  c: { choices: ['a', 'b'] },
  m: { type: 'list', elements: 'str', choices: ['a', 'b'] },
  d: { type: 'dict', options: { e: { type: 'dict', options: { n: { type: 'int', required: true, aliases: ['number'] } } } } },
};
const given = { s: 'x', i: 1 };

/** What ansible-core 2.18.6 says of the same. */
const cases: readonly { title: string; given: Record<string, unknown>; errors: readonly string[] }[] = [
  { title: 'nothing that is wrong', given, errors: [] },
  { title: 'what is missing, sorted, in one error', given: {}, errors: ['missing required arguments: i, s'] },
  {
    title: 'none for a required string, which counts as given',
    given: { ...given, s: null },
    errors: [
      "argument 's' is of type <class 'NoneType'> and we were unable to convert to str: 'None' is not a string and conversion is not allowed",
    ],
  },
  { title: 'none for what may be left out', given: { ...given, l: null }, errors: [] },
  {
    title: 'elements of another type',
    given: { ...given, l: ['1.5', 'x'] },
    errors: [
      "Elements value for option 'l' is of type <class 'str'> and we were unable to convert to float: <class 'str'> cannot be converted to a float",
    ],
  },
  { title: 'no choice', given: { ...given, c: 'x' }, errors: ['value of c must be one of: a, b, got: x'] },
  {
    title: 'choices of a list',
    given: { ...given, m: ['a', 'x'] },
    errors: ['value of m must be one or more of: a, b. Got no match for: x'],
  },
  { title: 'an alias', given: { ...given, d: { e: { number: 1 } } }, errors: [] },
  {
    title: 'what is missing and what is strange below',
    given: { ...given, d: { e: { other: 1 } } },
    errors: ['missing required arguments: n found in d -> e', 'd.e.other. Supported parameters include: n (number).'],
  },
  {
    title: 'what is no dict',
    given: { ...given, d: { e: 'k=v' } },
    errors: ['missing required arguments: n found in d -> e', 'd.e.k. Supported parameters include: n (number).'],
  },
];

describe('An argument specification', () => {
  it.for(cases)('finds $title', ({ given: values, errors }) => {
    expect(specErrors(toValue(spec) as Dict, toValue(values) as Dict)).toEqual(errors);
  });
});
