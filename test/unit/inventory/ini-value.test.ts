import { expect, it } from 'vitest';
import { repr } from '../../../src/core/value/text.ts';
import { iniValue } from '../../../src/inventory/ini-value.ts';

it.each([
  ['true', "'true'"],
  ['True', 'True'],
  ['None', 'None'],
  ['0644', "'0644'"],
  ['0x1f', '31'],
  ['1_000', '1000'],
  ['1,2', '(1, 2)'],
  ['-5', '-5'],
  ['1.5e3', '1500.0'],
  ['.5', '0.5'],
  ['123456789012345678901', '123456789012345678901'],
  ["[1, 'a', None]", "[1, 'a', None]"],
  ['(1,)', '(1,)'],
  ['(1)', '1'],
  ["{'a': [1], 'b': (2, 3)}", "{'a': [1], 'b': (2, 3)}"],
  ['{1, 2, 1}', '{1, 2}'],
  ['{"a": true}', '\'{"a": true}\''],
  ["'it''s'", "'its'"],
  ['"a\\tb"', "'a\\tb'"],
  ["r'a\\tb'", "'a\\\\tb'"],
  ["b'x'", "'x'"],
  ["f'x'", '"f\'x\'"'],
  ['"x" # comment', "'x'"],
  ['x # comment', "'x # comment'"],
  ['"unbalanced', "'\"unbalanced'"],
  ['[a, b]', "'[a, b]'"],
  ['1.2.3', "'1.2.3'"],
  ['10.0.0.1', "'10.0.0.1'"],
  ['dict(a=1)', "'dict(a=1)'"],
  ['', "''"],
  ['[[]', "'[[]'"],
  ['{[]: 1}', "'{[]: 1}'"],
])('takes %s as %s', (text, wanted) => {
  expect(repr(iniValue(text))).toBe(wanted);
});
