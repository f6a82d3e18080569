import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diff } from '../../../src/core/diff.ts';
import { diffLines } from '../../../src/core/unified-diff.ts';

interface Recorded {
  readonly before: string;
  readonly after: string;
  readonly lines: readonly string[];
}

const recorded = JSON.parse(readFileSync(new URL('fixtures/difflib.json', import.meta.url), 'utf8')) as { cases: Recorded[] };

const shown: readonly (readonly [string, Diff, readonly string[]])[] = [
  ['nothing where the sides are equal', { before: 'a\n', after: 'a\n' }, []],
  ['nothing of one side alone', { before: 'a\n' }, []],
  ['a note', { note: 'binary' }, ['binary']],
  [
    'headers where they are given',
    { before: 'a\n', after: 'b\n', beforeHeader: '/etc/x', afterHeader: '/tmp/y' },
    ['--- before: /etc/x', '+++ after: /tmp/y', '@@ -1 +1 @@', '-a', '+b'],
  ],
  [
    'states as JSON with sorted keys',
    { before: { mode: '0600', a: [1] }, after: { mode: '0644', a: [1] } },
    [
      '--- before',
      '+++ after',
      '@@ -2,5 +2,5 @@',
      '     "a": [',
      '         1',
      '     ],',
      '-    "mode": "0600"',
      '+    "mode": "0644"',
      ' }',
    ],
  ],
  [
    'characters beyond ASCII in states as escapes',
    { before: { a: 'é' }, after: { a: 'e' } },
    ['--- before', '+++ after', '@@ -1,3 +1,3 @@', ' {', '-    "a": "\\u00e9"', '+    "a": "e"', ' }'],
  ],
];

describe('a diff', () => {
  it.each(recorded.cases.map((each, i) => [i, each] as const))(
    "is Python's unified diff in case %i",
    (_, { before, after, lines }) => {
      expect(diffLines({ before, after })).toEqual(lines);
    },
  );

  it.each(shown)('shows %s', (_, diff, lines) => {
    expect(diffLines(diff)).toEqual(lines);
  });
});
