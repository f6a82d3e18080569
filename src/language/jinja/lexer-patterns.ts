import type { Syntax } from './syntax.ts';

/** What the delimiters of one syntax look like as expressions. */
export interface Patterns {
  /** Whatever ends a stretch of text. */
  readonly start: RegExp;
  readonly raw: RegExp;
  readonly endRaw: RegExp;
}

const known = new WeakMap<Syntax, Patterns>();

/** Made once for each syntax. */
export function patterns(syntax: Syntax): Patterns {
  const made = known.get(syntax) ?? make(syntax);
  known.set(syntax, made);
  return made;
}

function make(syntax: Syntax): Patterns {
  const [start, end] = [escaped(syntax.blockStart), escaped(syntax.blockEnd)];
  return {
    start: new RegExp(starts(syntax).join('|'), 'gm'),
    raw: new RegExp(`${start}[-+]?\\s*raw\\s*(?:-${end}\\s*|${end})`, 'y'),
    endRaw: new RegExp(`${start}([-+]?)\\s*endraw\\s*(?:\\+${end}|-${end}\\s*|${end}${syntax.trimBlocks ? '\\n?' : ''})`, 'g'),
  };
}

/** The longest delimiter first, so that `<%=` is not taken for `<%`. */
function starts({ blockStart, variableStart, commentStart, lineStatement, lineComment }: Syntax): string[] {
  const delimiters: { length: number; pattern: string }[] = [blockStart, variableStart, commentStart]
    .sort()
    .reverse()
    .map((text) => ({ length: text.length, pattern: escaped(text) }));
  if (lineStatement !== undefined)
    delimiters.push({ length: lineStatement.length, pattern: `^[ \\t\\v]*${escaped(lineStatement)}` });
  if (lineComment !== undefined) {
    delimiters.push({ length: lineComment.length, pattern: `(?:^|(?<=\\S))[^\\S\\r\\n]*${escaped(lineComment)}` });
  }
  return delimiters.sort((a, b) => b.length - a.length).map(({ pattern }) => pattern);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
