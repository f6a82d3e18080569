import { compilePattern, search } from '../../core/regex/regex.ts';
import { linesOf } from '../lib/edited-text.ts';

/** A block and where it goes; the texts are as they stand in the file. */
export interface BlockWish {
  /** Lines of the block with their ends, markers included; empty takes the block away. */
  readonly block: readonly string[];
  readonly begin: string;
  readonly end: string;
  readonly isPresent: boolean;
  readonly insertAfter: string | undefined;
  readonly insertBefore: string | undefined;
  readonly appendNewline: boolean;
  readonly prependNewline: boolean;
}

/** The text with the block between its markers, as `blockinfile` of ansible-core 2.18.6 puts it there. */
export function editBlock(text: string, wish: BlockWish): string {
  const all = linesOf(text);
  const [first, last] = [all.lastIndexOf(wish.begin), all.lastIndexOf(wish.end)];
  const isThere = first >= 0 && last >= 0;
  const lines = isThere ? all.toSpliced(Math.min(first, last), Math.abs(last - first) + 1) : all;
  let at = isThere ? Math.min(first, last) : placeFor(text, lines, wish);
  const above = lines[at - 1];
  if (above !== undefined && !above.endsWith('\n')) lines[at - 1] = `${above}\n`;
  if (wish.prependNewline && wish.isPresent && at !== 0 && lines[at - 1] !== '\n') {
    lines.splice(at, 0, '\n');
    at++;
  }
  lines.splice(at, 0, ...wish.block);
  const below = at + wish.block.length;
  if (wish.appendNewline && wish.isPresent && below < lines.length && lines[below] !== '\n') lines.splice(below, 0, '\n');
  return lines.join('');
}

/** The line before which a new block goes. */
function placeFor(text: string, lines: readonly string[], { insertAfter, insertBefore }: BlockWish): number {
  const anchor = anchorOf(insertAfter, 'EOF') ?? anchorOf(insertBefore, 'BOF');
  if (anchor === undefined) return insertBefore === undefined ? lines.length : 0;
  const found = lineOf(text, lines, anchor, insertAfter !== undefined);
  if (found === undefined) return lines.length;
  return insertAfter === undefined ? found : found + 1;
}

function anchorOf(given: string | undefined, word: string): string | undefined {
  return given === word ? undefined : given;
}

/** The last line that matches; a pattern with the flag `m` is searched in the whole text, its first match counts. */
function lineOf(text: string, lines: readonly string[], anchor: string, isEnd: boolean): number | undefined {
  const pattern = compilePattern(anchor);
  if (!/^\(\?[aiLsux]*m/.test(anchor)) {
    const found = lines.findLastIndex((line) => search(pattern, line) !== null);
    return found < 0 ? undefined : found;
  }
  const match = search(pattern, text);
  if (match === null) return undefined;
  return text.slice(0, match.index + (isEnd ? match[0].length : 0)).split('\n').length - 1;
}
