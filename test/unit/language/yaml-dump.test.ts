import { describe, expect, it } from 'vitest';
import { toValue } from '../../../src/core/value/convert.ts';
import type { YamlFormat } from '../../../src/language/yaml-dump/format.ts';
import { dumpYaml } from '../../../src/language/yaml-dump.ts';

const long = 'The quick brown fox jumps over the lazy dog and keeps running through the forest until the night falls';
const block: YamlFormat = { flowStyle: false, indent: 4 };

// answers of PyYAML 6.0.3 with libyaml
describe('dumpYaml', () => {
  it.each<[value: unknown, format: YamlFormat, text: string]>([
    [{ b: 1, a: [1, 2.5, null], c: { e: [] } }, {}, 'a: [1, 2.5, null]\nb: 1\nc:\n  e: []\n'],
    [{ b: 1, a: [1, 2.5, null], c: { e: [] } }, block, 'a:\n- 1\n- 2.5\n- null\nb: 1\nc:\n    e: []\n'],
    [[['a', 'b'], [{ n: 1 }]], block, '-   - a\n    - b\n-   -   n: 1\n'],
    [
      { k: long },
      {},
      '{k: The quick brown fox jumps over the lazy dog and keeps running through the forest\n    until the night falls}\n',
    ],
    [{ k: long }, { flowStyle: false, width: 200 }, `k: ${long}\n`],
    [{ s: '#!/bin/sh\necho hi\n' }, block, "s: '#!/bin/sh\n\n    echo hi\n\n    '\n"],
    [{ s: 'a\nb\n' }, { ...block, scalarStyle: '|' }, '"s": |\n    a\n    b\n'],
    ['str', { explicitStart: true }, '--- str\n'],
    [1e16, {}, '1.0e+16\n'],
    [{ b: 1, a: 2 }, { flowStyle: false, sortKeys: false }, 'b: 1\na: 2\n'],
  ])('writes %j with %j', (value, format, text) => {
    expect(dumpYaml(toValue(value), format)).toBe(text);
  });

  it.each([
    ['yes', "'yes'"],
    ['0644', "'0644'"],
    ['1e3', '1e3'],
    ['12:30', "'12:30'"],
    ['a:b', 'a:b'],
    ['key:', "'key:'"],
    ['tab\t', '"tab\\t"'],
    ['😀', '"\\U0001F600"'],
    ['é', 'é'],
    ["it's", "it's"],
    ['- x', "'- x'"],
    ['', "''"],
    ['=', "'='"],
    ['y', 'y'],
  ])('quotes %j where it must', (value, text) => {
    expect(dumpYaml([value], { flowStyle: false })).toBe(`- ${text}\n`);
  });
});
