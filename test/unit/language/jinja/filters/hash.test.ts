import { describe, expect, it } from 'vitest';
import { repr } from '../../../../../src/core/value/text.ts';
import { filtered } from '../../../../support/call.ts';

describe('hashes and encodings', () => {
  it.each<[name: string, value: unknown, args: unknown[], kwargs: Record<string, unknown>, answer: string]>([
    ['b64decode', 'aMOpbGxv', [], {}, "'héllo'"],
    ['hash', 'test', ['md5'], {}, "'098f6bcd4621d373cade4e832627b4f6'"],
    ['to_uuid', 'example.com', [], {}, "'ae780c3a-a3ab-53c2-bfb4-098da300b3fe'"],
    [
      'password_hash',
      'secret',
      ['sha256', 'saltsalt'],
      { rounds: 10000 },
      "'$5$rounds=10000$saltsalt$RUsnTSO2Cw.gkRW/RZSmG6BCeuh1a6eDbZfnX4oz1c5'",
    ],
    [
      'password_hash',
      '',
      ['sha512', 'abcdefgh'],
      { rounds: 10000 },
      "'$6$rounds=10000$abcdefgh$2BipT6tlrDI5CSTYV0ZPRJLdPmCiwI7hNiH9/2q332h/tw4DgfDAsnK1JT.3bI2HgFNtqv5wChzf/5BdW07hC.'",
    ],
    [
      'password_hash',
      'secret',
      ['bcrypt', 'abcdefghijklmnopqrstuu'],
      { rounds: 5 },
      "'$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a'",
    ],
    ['password_hash', 'secret', ['md5', 'saltsalt'], {}, "'$1$saltsalt$9xy1btjgzLYfb7hivXtC//'"],
  ])('%s of %j with %j and %j is %s', (name, value, args, kwargs, answer) => {
    expect(repr(filtered(name, value, args, kwargs))).toBe(answer);
  });

  it.each<[name: string, value: unknown, args: unknown[], message: RegExp]>([
    ['b64decode', 'aGVsbG8', [], /Incorrect padding/],
    ['hash', 'x', ['nope'], /unsupported hash/],
    ['password_hash', 'x', ['sha512', 'bad salt!'], /invalid characters/],
    ['password_hash', null, ['sha512', 'abcdefgh'], /not None/],
  ])('%s of %j with %j fails', (name, value, args, message) => {
    expect(() => filtered(name, value, args)).toThrow(message);
  });
});
