import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../../src/release/challenges.ts';

const read = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('A WWW-Authenticate header', () => {
  it('is read as Docker Hub writes it', () => {
    const header = 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"';
    expect(read(header)).toEqual([
      ['bearer', { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:a/b:pull,push' }],
    ]);
  });

  it('is read with spaces, words without quotes and escaped quotes', () => {
    expect(read('basic  realm = "a \\"b\\", c" , charset=UTF-8')).toEqual([['basic', { realm: 'a "b", c', charset: 'UTF-8' }]]);
  });

  it('may offer several schemes', () => {
    expect(read('Basic realm="a", Bearer realm="b",error="invalid_token", Negotiate')).toEqual([
      ['basic', { realm: 'a' }],
      ['bearer', { realm: 'b', error: 'invalid_token' }],
      ['negotiate', {}],
    ]);
  });

  it('may be empty', () => {
    expect(read('')).toEqual([]);
  });
});
