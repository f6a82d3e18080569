import { describe, expect, it } from 'vitest';
import { diffRows } from '../../../../../src/collector/pages/parts/diff-rows.ts';

const budget = (pairs = 1_000_000) => ({ characters: 0, pairs });
const shown = (before: string, after: string) =>
  diffRows({ before, after }, budget()).map(({ kind, text, from, to }) => [
    kind,
    to > from ? `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}` : text,
  ]);

describe('diffRows', () => {
  it('tells what each line of the diff is, and takes its mark off', () => {
    expect(
      diffRows({ before: 'a\nb\n', after: 'a\nc\nd\n', beforeHeader: '/etc/x', afterHeader: '/etc/x' }, budget()).map(
        ({ kind, text }) => [kind, text],
      ),
    ).toEqual([
      ['header', '--- before: /etc/x'],
      ['header', '+++ after: /etc/x'],
      ['hunk', '@@ -1,2 +1,3 @@'],
      ['same', 'a'],
      ['removed', 'b'],
      ['added', 'c'],
      ['added', 'd'],
    ]);
  });

  it('does not take a line that begins with signs for a header', () => {
    expect(shown('-- a\n', '++ b\n').slice(3)).toEqual([
      ['removed', '-- a'],
      ['added', '++ b'],
    ]);
  });

  it('marks what differs within a line that replaces another', () => {
    expect(shown('makestep 1.0 3\n', 'makestep 0.1 3\n').slice(3)).toEqual([
      ['removed', 'makestep [1.0] 3'],
      ['added', 'makestep [0.1] 3'],
    ]);
  });

  it('marks only the longer line where one has all of the other', () => {
    expect(shown('log = a\n', 'log = ab\n').slice(3)).toEqual([
      ['removed', 'log = a'],
      ['added', 'log = a[b]'],
    ]);
  });

  it('marks nothing in lines that are other lines', () => {
    expect(shown('pool pool.ntp.org\n', 'server 10.0.0.1\n').slice(3)).toEqual([
      ['removed', 'pool pool.ntp.org'],
      ['added', 'server 10.0.0.1'],
    ]);
  });

  it('marks nothing where more lines came than went', () => {
    expect(shown('aaa1\n', 'aaa2\naaa3\n').slice(3)).toEqual([
      ['removed', 'aaa1'],
      ['added', 'aaa2'],
      ['added', 'aaa3'],
    ]);
  });

  it('keeps a note, also where it looks like a line of a diff', () => {
    expect(diffRows({ note: '+binary' }, budget())).toEqual([{ kind: 'note', text: '+binary', from: 0, to: 0 }]);
  });

  it('shows states as Ansible does', () => {
    expect(diffRows({ before: { mode: '0755' }, after: { mode: '0700' } }, budget()).map(({ text }) => text)).toContain(
      '    "mode": "0700"',
    );
  });

  it('compares from both ends only where the rest would take too long', () => {
    const numbered = (from: number, word: string) =>
      Array.from({ length: 10 }, (_, at) => (at === from ? word : `line ${at}`)).join('\n');
    const rows = diffRows({ before: numbered(5, 'old'), after: numbered(5, 'new\nnewer'), beforeHeader: '/x' }, budget(10));
    expect(rows.map(({ text }) => text)).toEqual([
      '--- before: /x',
      '+++ after',
      '@@ -3,7 +3,8 @@',
      ...['line 2', 'line 3', 'line 4', 'old', 'new', 'newer', 'line 6', 'line 7', 'line 8'],
    ]);
  });

  it('shows nothing of a large text that did not change', () => {
    expect(diffRows({ before: 'a\nb', after: 'a\nb' }, budget(0))).toEqual([]);
  });
});
