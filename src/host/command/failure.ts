import { constants } from 'node:os';
import { DroverError } from '../../core/errors.ts';
import { escapeControls } from '../../core/escape-controls.ts';
import type { CommandResult } from '../../core/host.ts';

/** Lines of a failed command's output that its error message shows, and characters at most. */
const shownLines = 5;
const shownCharacters = 1000;

/** @throws DroverError `COMMAND_FAILED` for an exit code that is no answer */
export function assertAccepted(result: CommandResult, accept: readonly number[] | 'any'): CommandResult {
  if (accept === 'any' || accept.includes(result.code)) return result;
  const output = lastLines(result.stderr) || lastLines(result.stdout);
  throw commandFailed(result, `${ending(result.code)}${output === '' ? '' : `: ${output}`}`);
}

export function commandFailed(
  result: CommandResult,
  why: string,
  hint?: string,
  code: 'COMMAND_FAILED' | 'COMMAND_LATE' = 'COMMAND_FAILED',
): DroverError {
  return new DroverError(code, `Cannot run ${quoted(result.argv)}: ${why}`, {
    hint,
    result: { rc: result.code, stdout: result.stdout, stderr: result.stderr, cmd: [...result.argv] },
  });
}

/** A command line in double quotes, as a person would type it; the middle of a very long one is left out. */
export function quoted(argv: readonly string[]): string {
  const words = argv.map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  const line = words.join(' ');
  const half = shownCharacters / 2;
  return `"${harmless(line.length > shownCharacters ? `${line.slice(0, half)}…${line.slice(-half)}` : line)}"`;
}

function ending(code: number): string {
  if (code >= 0) return `exit code ${code}`;
  const signal = Object.entries(constants.signals).find(([, number]) => number === -code)?.[0];
  return `it was ended by ${signal ?? `signal ${-code}`}`;
}

function lastLines(output: string): string {
  const lines = output.trimEnd().split('\n');
  const shown = lines.slice(-shownLines).join('\n').trimStart();
  return harmless(shown.length > shownCharacters ? `…${shown.slice(-shownCharacters)}` : shown);
}

function harmless(text: string): string {
  return escapeControls(text.replaceAll('\t', ' '), '\n');
}
