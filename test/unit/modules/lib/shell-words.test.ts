import { describe, expect, it } from 'vitest';
import { shellWords } from '../../../../src/modules/lib/shell-words.ts';

// the expected words are those of Python 3.11's shlex.split
describe('shellWords', () => {
  it.each<[string, string[]]>([
    ['ls -l /tmp', ['ls', '-l', '/tmp']],
    ['  a \t b\nc ', ['a', 'b', 'c']],
    [`echo 'a b' "c d"`, ['echo', 'a b', 'c d']],
    [`a"b c"d'e f'`, ['ab cde f']],
    [`echo '' ""`, ['echo', '', '']],
    ['a\\ b \\"c', ['a b', '"c']],
    [`"a\\"b \\$c \\\\d"`, ['a"b \\$c \\d']],
    [`'a\\b'`, ['a\\b']],
    ['echo # no comment', ['echo', '#', 'no', 'comment']],
    ['', []],
  ])('splits %j', (line, words) => {
    expect(shellWords(line)).toEqual(words);
  });

  it.each([`echo "a`, `it's`, 'end\\'])('refuses %j', (line) => {
    expect(() => shellWords(line)).toThrow(/Cannot split the command/);
  });
});
