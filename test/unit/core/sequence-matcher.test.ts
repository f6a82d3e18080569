import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edits } from '../../../src/core/sequence-matcher.ts';

interface Recorded {
  readonly before: string;
  readonly after: string;
  readonly edits: readonly (readonly [string, number, number, number, number])[];
}

const recorded = JSON.parse(readFileSync(new URL('fixtures/difflib.json', import.meta.url), 'utf8')) as { cases: Recorded[] };
const linesOf = (text: string) => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

describe('edits', () => {
  it.each(recorded.cases.map((each, i) => [i, each] as const))(
    "are Python's in case %i",
    (_, { before, after, edits: wanted }) => {
      const found = edits(linesOf(before), linesOf(after));
      expect(found.map(({ kind, aStart, aEnd, bStart, bEnd }) => [kind, aStart, aEnd, bStart, bEnd])).toEqual(wanted);
    },
  );

  it('make one sequence of the other', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const made = edits(a, b).flatMap((edit) =>
          edit.kind === 'equal' ? a.slice(edit.aStart, edit.aEnd) : b.slice(edit.bStart, edit.bEnd),
        );
        expect(made).toEqual(b);
      }),
    );
  });
});
