import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readToken } from '../../../../src/agent/report/read-token.ts';
import { withoutTokens } from '../../../../src/agent/report/token-variables.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-token-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('the token of a run', () => {
  const all = () => ({ NOMAD_SECRETS_DIR: directory, NOMAD_TOKEN_drover: 'variable', DROVER_TOKEN: 'own' });
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };

  it('is that of the file that was named, before all others', () => {
    file('nomad_drover.jwt', 'identity');
    expect(readToken(all(), file('token', 'named\n'))).toBe('named');
  });

  it("is the task's workload identity, then DROVER_TOKEN", () => {
    file('nomad_drover.jwt', 'a.b.c\n');
    expect(readToken(all(), undefined)).toBe('a.b.c');
    rmSync(join(directory, 'nomad_drover.jwt'));
    expect(readToken(all(), undefined)).toBe('variable');
    expect(readToken({ ...all(), NOMAD_TOKEN_drover: '' }, undefined)).toBe('own');
    expect(readToken({ NOMAD_SECRETS_DIR: directory }, undefined)).toBeUndefined();
  });

  it('can be read, or the run is refused', () => {
    expect(() => readToken({}, join(directory, 'none'))).toThrow(
      `Cannot read the token file "${directory}/none": there is no such file or directory`,
    );
    expect(() => readToken({}, directory)).toThrow('it is a directory');
    expect(() => readToken({}, file('empty', '\n'))).toThrow('it is empty');
  });

  it('is one word, and no message shows it', () => {
    for (const token of ['two words', 'two\r\nlines', 'ümlaut']) {
      expect(() => readToken({ DROVER_TOKEN: token, NOMAD_SECRETS_DIR: directory }, undefined)).toThrow(
        'Cannot report with the token of DROVER_TOKEN: it has spaces or unprintable characters in it',
      );
    }
  });

  it('is nothing that programs of the machine get to see', () => {
    expect(withoutTokens({ ...all(), PATH: '/bin' })).toEqual({ NOMAD_SECRETS_DIR: directory, PATH: '/bin' });
  });
});
