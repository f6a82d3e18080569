import { describe, expect, it } from 'vitest';
import { Tuple } from '../../../../../src/core/value/collections.ts';
import { filterNamed } from '../../../../../src/language/jinja/filters/index.ts';
import { callOf, filtered } from '../../../../support/call.ts';

describe('urlencode', () => {
  it.each([
    [{ foo: 'bar', baz: 'b z' }, 'foo=bar&baz=b+z'],
    [[['a', 'é']], 'a=%C3%A9'],
    ["a/b c'(", 'a/b%20c%27%28'],
  ])('of %j is %s', (value, encoded) => {
    expect(filtered('urlencode', value)).toBe(encoded);
  });

  it('of a tuple encodes its pairs', () => {
    expect(filterNamed('urlencode')?.(new Tuple([]), callOf())).toBe('');
    expect(filterNamed('urlencode')?.(new Tuple([new Tuple(['a', 1])]), callOf())).toBe('a=1');
  });
});
