import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../../src/core/value/types.ts';
import { lookedUp } from '../../../../support/call.ts';

/** What a lookup answers where these files are, which it may add to. */
function password(term: string, files: Record<string, string> = {}, kwargs: Record<string, unknown> = {}): Value {
  const variables = { playbook_dir: '/bundle' };
  const [answer = null] = lookedUp('password', [term], kwargs, { files, variables, environment: { HOME: '/root' } });
  return answer;
}

describe('the lookup password', () => {
  it('writes a new password to its file and reads it from there', () => {
    const files: Record<string, string> = {};
    const made = password('/srv/secret length=12 chars=digits', files);
    expect(made).toMatch(/^\d{12}$/);
    expect(files).toEqual({ '/srv/secret': `${made}\n` });
    expect(password('/srv/secret length=30', files)).toBe(made);
  });

  it.each([
    ['kept.txt', '/bundle/kept.txt'],
    ['~/kept.txt', '/root/kept.txt'],
  ])('takes %s for %s', (term, path) => {
    expect(password(term, { [path]: 'kept\n' })).toBe('kept');
  });

  it('keeps the salt of a hash, so that it is the same in every run', () => {
    const files: Record<string, string> = { '/srv/secret': 'plain\n' };
    const made = password('/srv/secret encrypt=sha512_crypt', files);
    expect(made).toMatch(/^\$6\$rounds=656000\$[./\w]{16}\$/);
    expect(files['/srv/secret']).toMatch(/^plain salt=[./\w]{16}\n$/);
    expect(password('/srv/secret', files, { encrypt: 'sha512_crypt' })).toBe(made);
    expect(password('/srv/secret', files)).toBe('plain');
  });

  it('writes which bcrypt a hash has, and refuses another one', () => {
    const files: Record<string, string> = { '/srv/secret': 'plain\n' };
    expect(password('/srv/secret encrypt=bcrypt', files)).toMatch(/^\$2b\$12\$/);
    expect(files['/srv/secret']).toMatch(/^plain salt=[./\w]{22} ident=2b\n$/);
    expect(() => password('/srv/secret encrypt=bcrypt ident=2a', files)).toThrow(
      'the ident parameter provided (2a) does not match the stored one (2b)',
    );
  });

  // From ansible-core 2.18.6.
  it.each([
    ['/dev/null seed=foo', '6JUEsF6-,RiuGZDEWF4r'],
    ['/dev/null seed=foo length=10 chars=punctuation', ';^+.}]*]{&'],
    ['/dev/null seed=foo length=10 chars=aab', 'abaababaab'],
    ['/dev/null seed=foo length=5 chars=printable', 'W zK}'],
  ])('%s is %s', (term, made) => {
    expect(password(term)).toBe(made);
  });

  it('writes nothing to /dev/null', () => {
    const files: Record<string, string> = {};
    expect(password('/dev/null', files)).not.toBe(password('/dev/null', files));
    expect(files).toEqual({});
  });

  it.each([
    ['/dev/null bits=3', 'bits is not a valid option'],
    ['/dev/null length=x', 'its length "x" is no number'],
    ['/dev/null encrypt=rot13', "the algorithm 'rot13' is not supported; use md5_crypt, sha256_crypt, sha512_crypt, bcrypt"],
  ])('refuses %s', (term, why) => {
    expect(() => password(term)).toThrow(why);
  });
});
