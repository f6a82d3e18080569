import { DroverError } from '../../core/errors.ts';
import { shellUnquote } from '../../core/shell-quote.ts';

/**
 * Splits a command line as Python's `shlex.split` does: quotes group, a backslash escapes outside of quotes and before `"` and
 * `\` within double ones; nothing is expanded and `#` is an ordinary character.
 * @throws DroverError `MODULE_ARGS` for a quote or an escape without an end
 */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  const token = /[ \t\r\n]+|((?:\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^ \t\r\n'"\\])+)|([\s\S])/gy;
  for (const [, word, stray] of line.matchAll(token)) {
    if (stray !== undefined) {
      const why = stray === '\\' ? 'it ends in a backslash' : `the quote ${stray} has no end`;
      throw new DroverError('MODULE_ARGS', `Cannot split the command "${line}": ${why}`);
    }
    if (word !== undefined) words.push(shellUnquote(word));
  }
  return words;
}
