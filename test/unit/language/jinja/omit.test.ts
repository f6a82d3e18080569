import { expect, it } from 'vitest';
import { omitPlaceholder as omit, withoutOmitted } from '../../../../src/language/jinja/omit.ts';
import { dict } from './templar-of.ts';

it('leaves out entries of dicts, and no item of a list', () => {
  expect(withoutOmitted(dict({ a: omit, b: dict({ c: omit, d: 1 }) }))).toEqual(dict({ b: dict({ d: 1 }) }));
  expect(withoutOmitted(dict({ l: [omit, dict({ c: omit, d: 1 })] }))).toEqual(dict({ l: [omit, dict({ d: 1 })] }));
});
