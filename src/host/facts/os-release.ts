import { shellUnquote } from '../../core/shell-quote.ts';

/** The variables of an os-release(5) text by their names in lower case; it is written as for a shell. */
export function osRelease(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const words = text.match(/#.*|(?:"(?:\\[\s\S]|[^"\\])*"|'[^']*'|\\[\s\S]|[^\s"'\\#])+/g) ?? [];
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals > 0 && !word.startsWith('#')) values[word.slice(0, equals).toLowerCase()] = shellUnquote(word.slice(equals + 1));
  }
  return values;
}
