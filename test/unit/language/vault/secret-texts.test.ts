import { describe, expect, it } from 'vitest';
import { secretTexts } from '../../../../src/language/vault/secret-texts.ts';

describe('what of a decrypted text is secret', () => {
  it.each([
    ['a value', 'hunter2', ['hunter2']],
    [
      'the values of a file, and their lines',
      'user: root\nkey: |\n  first\n  second\n',
      ['root', 'first\nsecond', 'first', 'second'],
    ],
    ['what is nested', 'a: { b: [{ c: deep }, 12345] }\n', ['deep', '12345']],
    ['nothing short, and no yes or no', 'port: 80\non: true\nnone:\n', []],
    ['the lines of what is no YAML', '-----BEGIN KEY-----\nMIIE\n', ['-----BEGIN KEY-----\nMIIE', '-----BEGIN KEY-----', 'MIIE']],
    ['a text that YAML refuses', 'a: b: c\n\tlast', ['a: b: c\n\tlast', 'a: b: c', 'last']],
  ])('is %s', (_what, plain, texts) => {
    expect(secretTexts(plain)).toEqual(texts);
  });
});
