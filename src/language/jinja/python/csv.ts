import { failure } from './failure.ts';

/**
 * Rows of Python's `csv` in its `excel` dialect; lines without anything are left out.
 * @param strict refuses a quote that nothing closes, and text behind one that is closed
 */
export function parseCsv(source: string, delimiter = ',', strict = false): string[][] {
  if ([...delimiter].length !== 1) throw failure('read CSV', '"delimiter" must be a 1-character string');
  const rows: string[][] = [];
  let at = 0;
  while (at < source.length) {
    const row = readRow(source, at, delimiter, strict);
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row.cells);
    at = row.end;
  }
  return rows;
}

/** The cells up to the line's end, and where the next line begins. */
function readRow(source: string, start: number, delimiter: string, strict: boolean): { cells: string[]; end: number } {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const quoted = source[at] === '"' ? quotedCell(source, at, strict) : { text: '', end: at };
    const rest = plainCell(source, quoted.end, delimiter);
    if (strict && quoted.end > at && rest.text !== '') throw failure('read CSV', `'${delimiter}' expected after '"'`);
    cells.push(quoted.text + rest.text);
    at = rest.end;
    if (source[at] !== delimiter) return { cells, end: at + (source.startsWith('\r\n', at) ? 2 : 1) };
    at++;
  }
}

function plainCell(source: string, start: number, delimiter: string): { text: string; end: number } {
  let end = start;
  while (end < source.length && source[end] !== delimiter && source[end] !== '\n' && source[end] !== '\r') end++;
  return { text: source.slice(start, end), end };
}

function quotedCell(source: string, start: number, strict: boolean): { text: string; end: number } {
  let text = '';
  let at = start + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote === -1 && strict) throw failure('read CSV', 'unexpected end of data');
    if (quote === -1) return { text: text + source.slice(at), end: source.length };
    text += source.slice(at, quote);
    if (source[quote + 1] !== '"') return { text, end: quote + 1 };
    text += '"';
    at = quote + 2;
  }
}
