import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { Excerpts } from '../../../src/cli/excerpts.ts';
import { program } from '../../../src/cli/program.ts';
import type { Surroundings } from '../../../src/cli/surroundings.ts';
import { usageError } from '../../../src/cli/usage-error.ts';

async function said(...args: string[]): Promise<string | undefined> {
  const output = { write: () => {}, isTerminal: false, columns: 79 };
  const surroundings: Surroundings = {
    environment: {},
    out: output,
    err: output,
    signal: new AbortController().signal,
    excerpts: new Excerpts(),
    exitWith: () => {},
  };
  try {
    await (await program(args, surroundings)).parseAsync(['node', 'drover', ...args]);
  } catch (error) {
    if (error instanceof CommanderError) return usageError(error, args[0] ?? '')?.message;
    throw error;
  }
  return undefined;
}

describe('a command line that makes no sense', () => {
  it.each([
    [['aply'], 'Cannot run command "aply": there is no such command; did you mean "apply"?'],
    [['fly'], 'Cannot run command "fly": there is no such command; drover fly --help lists what there is'],
    [['apply', '--chek'], 'Cannot use option "--chek": there is no such option; did you mean "--check"?'],
    [['apply', '--zzz'], 'Cannot use option "--zzz": there is no such option; drover apply --help lists what there is'],
    [['apply', '--root'], 'Cannot use option "--root <dir>": it needs a value; drover apply --help lists what there is'],
    [
      ['apply', '--output', 'xml'],
      'Cannot use option "--output <format>" with "xml": allowed choices are text, json; drover apply --help lists what there is',
    ],
    [
      ['apply', '--lock-timeout', '-1'],
      'Cannot use option "--lock-timeout <seconds>" with "-1": a number of seconds is wanted; drover apply --help lists what there is',
    ],
    [['lint', 'site.yml'], 'Cannot use "site.yml": the command takes no such argument; drover lint --help lists what there is'],
  ])('is told in one line: %j', async (args, message) => {
    expect(await said(...args)).toBe(message);
  });

  it('is no matter of help and version', async () => {
    expect(await said('--version')).toBeUndefined();
    expect(await said('apply', '--help')).toBeUndefined();
  });
});
