import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/core/value/types.ts';
import { allHold, failedCondition } from '../../../src/engine/when.ts';
import { located, templatesOf } from './support.ts';

const templates = templatesOf({ yes: true, n: 2, text: '1 == 2', templated: '{{ n == 2 }}', list: [] });

const cases: readonly (readonly [Value, boolean])[] = [
  [true, true],
  ['n == 2', true],
  ['n == 3', false],
  ['not yes', false],
  ['templated', true],
  ['text', true],
  ['list', false],
  ['nothing is not defined', true],
  ['', true],
];

describe('a condition', () => {
  it.each(cases)('%j is %s', (condition, holds) => {
    expect(allHold([located(condition)], templates)).toBe(holds);
  });

  it('that does not hold is named, the outermost first, and later ones are not looked at', () => {
    expect(failedCondition([located('yes'), located('n == 3'), located('nothing')], templates)).toBe('n == 3');
    expect(failedCondition(undefined, templates)).toBeUndefined();
  });

  it('that cannot be evaluated is an error with its place', () => {
    expect(() => allHold([located('nothing')], templates)).toThrow(
      expect.objectContaining({ code: 'VARIABLE_UNDEFINED', span: { file: 'site.yml', line: 1, column: 1 } }),
    );
  });
});
