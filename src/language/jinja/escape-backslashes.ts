import { normalizeSource, tokenize } from './lexer.ts';
import type { Syntax } from './syntax.ts';

/**
 * The text with the backslashes of string literals within `{{ }}` doubled, so that `'\d'` means what it
 * shows (as ansible-core 2.18 does for everything but template files).
 */
export function escapeBackslashes(text: string, syntax: Syntax): string {
  const source = normalizeSource(text, syntax);
  let [result, from, inVariable] = ['', 0, false];
  for (const token of tokenize(source, syntax)) {
    if (token.type === 'variable_begin') inVariable = true;
    else if (token.type === 'variable_end') inVariable = false;
    else if (inVariable && token.type === 'string' && token.text.includes('\\')) {
      result += source.slice(from, token.at) + source.slice(token.at, token.end).replaceAll('\\', '\\\\');
      from = token.end;
    }
  }
  // The line end that reading takes off the end is put back for the second reading.
  return result + source.slice(from) + (source.length < text.length ? '\n' : '');
}
