import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DroverError } from '../../../../src/core/errors.ts';
import { equals } from '../../../../src/core/value/compare.ts';
import { repr } from '../../../../src/core/value/text.ts';
import { Float, type Value } from '../../../../src/core/value/types.ts';
import { literalValue } from '../../../../src/language/jinja/literal.ts';
import { parseTemplate } from '../../../../src/language/jinja/parser.ts';
import { templarOf } from './templar-of.ts';

const pieces = fc.constantFrom(
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '-',
    '+',
    ' ',
    '\n',
    'if',
    'for',
    'in',
    'endif',
    'endfor',
    'set',
    'raw',
    'endraw',
    'x',
    '.',
  ],
  ...[
    '|',
    'is',
    'not',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    '=',
    '==',
    "'",
    '"',
    '\\',
    '1',
    '1.5',
    'é',
    '😀',
    'macro',
    'block',
    'else',
  ],
);

const { value: anyValue } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.string(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => new Float(value)),
    fc.array(tie('value')),
    fc.array(fc.tuple(fc.string(), tie('value'))).map((entries) => new Map<Value, Value>(entries)),
  ),
}));

describe('the parser', () => {
  it('throws nothing but errors for the operator, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        try {
          parseTemplate(parts.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(DroverError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a value', () => {
  it('survives being written as a literal and read back', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const back = literalValue(repr(value));
        return back !== undefined && equals(back, value);
      }),
    );
  });

  it('survives an expression of its literal', () => {
    fc.assert(
      fc.property(fc.array(anyValue), (value) => {
        const result = templarOf().template(`{{ ${repr(value).replaceAll('{{', '{ {').replaceAll('}}', '} }')} }}`, {
          escapeBackslashes: false,
        });
        return repr(value).includes('{{') || repr(value).includes('}}') || equals(result, value);
      }),
    );
  });
});
