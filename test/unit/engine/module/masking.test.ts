import { describe, expect, it } from 'vitest';
import { dict, string } from '../../../../src/core/args.ts';
import { defineAction } from '../../../../src/core/module.ts';
import { masking } from '../../../../src/engine/module/masking.ts';

const module = defineAction({
  name: 'a.b.c',
  summary: '',
  args: { name: string({ doc: '' }), password: string({ secret: true, doc: '' }), tokens: dict({ secret: true, doc: '' }) },
  examples: [],
  effect: 'none',
  run: () => ({}),
});

describe('masking', () => {
  const mask = masking(module, { name: 'anna', password: 'hush', tokens: new Map([['a', ['deep', 42]]]) });

  it('replaces a secret that is a whole value', () => {
    expect(mask({ a: 'hush', b: ['deep'], c: 42, d: 'anna' })).toEqual({
      a: 'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER',
      b: ['VALUE_SPECIFIED_IN_NO_LOG_PARAMETER'],
      c: 'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER',
      d: 'anna',
    });
  });

  it('stars a secret within a text, in Maps and bytes too', () => {
    expect(mask(new Map([['cmd', 'login -p hush now']]))).toEqual(new Map([['cmd', 'login -p ******** now']]));
    expect(mask({ content: Buffer.from('x hush y') })).toEqual({ content: 'VALUE_SPECIFIED_IN_NO_LOG_PARAMETER' });
  });

  it('hides the longer of two secrets of which one is in the other', () => {
    const both = masking(module, { password: 'ab', tokens: new Map([['a', 'abc']]) });
    expect(both('x abc ab')).toBe('x ******** ********');
  });

  it('leaves everything alone where there is no secret', () => {
    const value = { a: 'hush' };
    expect(masking(module, { name: 'hush', password: '' })(value)).toBe(value);
  });
});
