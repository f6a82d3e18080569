import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { Excerpts } from '../../../src/cli/excerpts.ts';
import { failed } from '../../../src/cli/failed.ts';
import { InvalidBundle } from '../../../src/core/diagnostic.ts';
import { DroverError } from '../../../src/core/errors.ts';

function told(error: unknown, ...args: string[]): { status: number; text: string } {
  let text = '';
  const write = (more: string): void => {
    text += more;
  };
  const err = { write, isTerminal: false, columns: 79 };
  const status = failed(error, args, { err, excerpts: new Excerpts() });
  return { status, text };
}

describe('what ends a command', () => {
  it.each([
    [new InvalidBundle([{ severity: 'error', code: 'HOST_UNKNOWN', message: 'No' }]), 3, 'HOST_UNKNOWN: No\n'],
    [new DroverError('HOST_UNKNOWN', 'No'), 5, 'HOST_UNKNOWN: No\n'],
    [new DroverError('RUN_LOCKED', 'No', { hint: 'wait' }), 5, 'RUN_LOCKED: No\n  wait\n'],
    [new DroverError('INTERRUPTED', 'No'), 4, 'INTERRUPTED: No\n'],
    [new DroverError('ROOT_INVALID', 'No'), 3, 'ROOT_INVALID: No\n'],
    [new CommanderError(0, 'commander.version', '1'), 0, ''],
    [
      new CommanderError(1, 'commander.unknownOption', "error: unknown option '--x'"),
      3,
      'USAGE: Cannot use option "--x": there is no such option; drover apply --help lists what there is\n',
    ],
  ])('is told with its exit status: %s', (error, status, text) => {
    expect(told(error, 'apply', '--x')).toEqual({ status, text });
  });

  it('is no use of the program where no command is given', () => {
    expect(told(new CommanderError(1, 'commander.help', '(outputHelp)'))).toEqual({ status: 3, text: '' });
  });

  it('shows the stack of a bug and says what it is', () => {
    const { status, text } = told(new TypeError('x is not a function'), 'apply');
    expect(status).toBe(1);
    expect(text).toMatch(/^This is a bug in Drover: TypeError: x is not a function\n +at .*failed\.test\.ts/);
    expect(told('a string').text).toBe('This is a bug in Drover: a string\n');
  });
});
