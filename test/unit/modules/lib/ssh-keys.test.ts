import { describe, expect, it } from 'vitest';
import { formatKeys, parseKey, parseKeyOptions, parseKeys } from '../../../../src/modules/lib/ssh-keys.ts';

describe('parseKeyOptions', () => {
  it('splits at commas that are not in quotes', () => {
    expect(parseKeyOptions(`command="a,b \\"c",no-pty,from='1,2'`)).toEqual([
      ['command', '"a,b \\"c"'],
      ['no-pty', undefined],
      ['from', "'1,2'"],
    ]);
  });
});

describe('parseKey', () => {
  it('finds key, options and comment', () => {
    expect(parseKey('no-pty  ssh-rsa AAAA my  key\n', 3)).toEqual({
      key: 'AAAA',
      type: 'ssh-rsa',
      options: [['no-pty', undefined]],
      comment: 'my key',
      rank: 3,
    });
  });

  it.each(['# ssh-rsa AAAA', 'ssh-foo AAAA', 'ssh-rsa', ''])('finds none in %j', (line) => {
    expect(parseKey(line, 0)).toBeUndefined();
  });
});

describe('formatKeys', () => {
  it.each([
    ['# comment\nssh-rsa AAAA a\n\nnonsense\n', '# comment\nssh-rsa AAAA a\n\nnonsense\n'],
    // without a comment a blank stays behind the key, as ansible.posix writes it
    ['ssh-rsa   AAAA\n', 'ssh-rsa AAAA \n'],
    // of two equal lines the last one counts
    ['\nssh-rsa AAAA a\n\nssh-rsa AAAA b\n', '\nssh-rsa AAAA b\n'],
    // a last line without its newline gets one, so that no key is joined to it
    ['# end', '# end\n'],
  ])('writes %j as %j', (before, after) => {
    expect(formatKeys(parseKeys(before).values())).toBe(after);
  });
});
