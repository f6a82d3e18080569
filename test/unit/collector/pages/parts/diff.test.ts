import { describe, expect, it } from 'vitest';
import { diffs } from '../../../../../src/collector/pages/parts/diff.ts';
import { textOf } from '../support.ts';

const lines = (count: number, word: string) => Array.from({ length: count }, (_, at) => `${word} ${at}\n`).join('');
const limited = (characters = 10_000) => ({ lines: 10, budget: { characters, pairs: 1_000_000 } });

describe('diffs', () => {
  it('can be copied as a diff: each line has its mark and its end', () => {
    const page = String(diffs([{ before: 'a\nb\n', after: 'a\nc\n' }], limited()));
    expect(page).toBe(
      '<pre class="diff"><span class="header">--- before\n</span><span class="header">+++ after\n</span>' +
        '<span class="hunk">@@ -1,2 +1,2 @@\n</span><span class="same"> a\n</span><del>-b\n</del><ins>+c\n</ins></pre>',
    );
  });

  it('says added and removed by sign and element, not by colour alone', () => {
    const page = String(diffs([{ before: 'x = 1\n', after: 'x = 2\n' }], limited()));
    expect(page).toContain('<del>-x = <b>1</b>\n</del><ins>+x = <b>2</b>\n</ins>');
  });

  it('shows the start of a long one, and the rest when it is unfolded', () => {
    const page = String(diffs([{ before: '', after: lines(30, 'line') }], limited()));
    expect(page.indexOf('line 29')).toBeGreaterThan(page.indexOf('<details'));
    expect(textOf(page)).toContain('Show all 33 lines of the diff');
  });

  it('leads to where the whole is where the page should stay small', () => {
    const page = String(diffs([{ before: '', after: lines(30, 'line') }], { ...limited(), whole: '/runs/r/tasks/1' }));
    expect(page).toContain('<a href="/runs/r/tasks/1">Show all 33 lines of the diff</a>');
    expect(page).not.toContain('line 29');
  });

  it('leaves out what is too large for the page, and says where it is', () => {
    const page = String(diffs([{ before: 'a', after: lines(5000, 'b') }], { ...limited(), whole: '/t' }));
    expect(textOf(page)).toBe('Both sides have 33,891 characters. Show the diff');
  });

  it('counts the characters of all diffs of a page', () => {
    const limit = limited(100);
    const one = { before: '', after: `${'x'.repeat(60)}\n` };
    expect(textOf(String(diffs([one, one], limit)))).toMatch(
      /Both sides have 61 characters: too many for a page. The API has them.$/,
    );
  });

  it('takes no longer for texts that are hard to align', () => {
    const hard = (salt: number) =>
      Array.from({ length: 20_000 }, (_, at) => `${(at * 7919 * salt + (at % 101)) % 101}\n`).join('');
    const start = performance.now();
    String(diffs([{ before: hard(1), after: hard(3) }], { lines: 1000, budget: { characters: 4_000_000, pairs: 20_000_000 } }));
    expect(performance.now() - start).toBeLessThan(1500);
  });

  it('shows nothing where both sides are alike', () => {
    expect(String(diffs([{ before: 'a', after: 'a' }], limited()))).toBe('');
  });
});
