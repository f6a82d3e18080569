/** What ends a line for Python, beside which `\n` is only one. */
const endClass = '\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029';
const ends = new RegExp(`\\r\\n|[${endClass}]`);
const lineWithEnd = new RegExp(`[^${endClass}]*(?:\\r\\n|[${endClass}])|[^${endClass}]+$`, 'g');

/** Python's `str.splitlines()`: a last line end begins no further line. */
export function splitLines(text: string): string[] {
  const lines = text.split(ends);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Python's `str.splitlines(keepends=True)`. */
export function linesWithEnds(text: string): string[] {
  return text.match(lineWithEnd) ?? [];
}
