import { compilePattern, type Pattern, search } from '../../core/regex/regex.ts';
import { expandTemplate } from '../../core/regex/regex-replace.ts';
import type { Edit } from '../lib/edit-module.ts';
import { linesOf } from '../lib/edited-text.ts';

/** How a line is found and placed; the texts are as they stand in the file. */
export interface LineWish {
  readonly line: string;
  readonly regexp: string | undefined;
  readonly searchString: string | undefined;
  readonly insertAfter: string | undefined;
  readonly insertBefore: string | undefined;
  readonly backrefs: boolean;
  readonly firstMatch: boolean;
}

/** Where the line is to be replaced, or where a new one goes. */
interface Found {
  readonly replaces: number;
  readonly match: RegExpExecArray | undefined;
  readonly insertsAt: number;
}

const bare = (line: string): string => line.replace(/[\r\n]+$/, '');
const isEnded = (line: string | undefined): boolean => line === undefined || /[\r\n]$/.test(line);

/** Puts a line into a text, or in the place of one that matches, as `lineinfile` of ansible-core 2.18.6 does. */
export function insertLine(text: string, wish: LineWish): Edit {
  const lines = linesOf(text);
  const { replaces, match, insertsAt } = findLine(lines, wish);
  if (replaces >= 0) return replaceLine(lines, replaces, wish, match);
  if (wish.backrefs) return { text, msg: '' };
  const added = addLine(lines, insertsAt, wish);
  return added === undefined ? { text, msg: '' } : { text: added.join(''), msg: 'line added' };
}

function findLine(lines: readonly string[], wish: LineWish): Found {
  const { regexp, searchString } = wish;
  const pattern = regexp === undefined ? undefined : compilePattern(regexp);
  const matches = (line: string): boolean =>
    (pattern !== undefined && search(pattern, line) !== null) || (searchString !== undefined && line.includes(searchString));
  const replaces = wish.firstMatch ? lines.findIndex(matches) : lines.findLastIndex(matches);
  if (replaces < 0) return findPlace(lines, wish);
  const match = pattern === undefined ? null : search(pattern, lines[replaces] ?? '');
  return { replaces, match: match ?? undefined, insertsAt: -1 };
}

/** No line matches: one that is equal to the new line counts as found, else the place to insert is looked for. */
function findPlace(lines: readonly string[], wish: LineWish): Found {
  const anchor = anchorPattern(wish);
  let replaces = -1;
  let insertsAt = -1;
  for (const [i, line] of lines.entries()) {
    if (bare(line) === wish.line) {
      replaces = i;
    } else if (anchor !== undefined && search(anchor, line) !== null) {
      insertsAt = wish.insertAfter === undefined ? i : i + 1;
      if (wish.firstMatch) break;
    }
  }
  return { replaces, match: undefined, insertsAt };
}

function anchorPattern({ insertAfter, insertBefore }: LineWish): Pattern | undefined {
  if (insertAfter !== undefined) return ['BOF', 'EOF'].includes(insertAfter) ? undefined : compilePattern(insertAfter);
  return insertBefore === undefined || insertBefore === 'BOF' ? undefined : compilePattern(insertBefore);
}

function replaceLine(lines: string[], at: number, wish: LineWish, match: RegExpExecArray | undefined): Edit {
  const { line, regexp, backrefs } = wish;
  const expanded =
    backrefs && match !== undefined && regexp !== undefined ? expandTemplate(compilePattern(regexp), line, match) : line;
  const wanted = expanded.endsWith('\n') ? expanded : `${expanded}\n`;
  if (lines[at] === wanted) return { text: lines.join(''), msg: '' };
  return { text: lines.with(at, wanted).join(''), msg: 'line replaced' };
}

/** The lines with the new one; undefined where it already stands at its place. */
function addLine(lines: readonly string[], insertsAt: number, wish: LineWish): string[] | undefined {
  const added = `${wish.line}\n`;
  if (wish.insertBefore === 'BOF' || wish.insertAfter === 'BOF') return [added, ...lines];
  if (wish.insertAfter === 'EOF' || insertsAt < 0) {
    return isEnded(lines.at(-1)) ? [...lines, added] : [...lines, '\n', added];
  }
  if (wish.insertAfter !== undefined && bare(lines[Math.min(insertsAt, lines.length - 1)] ?? '') === wish.line) return undefined;
  const isLast = insertsAt === lines.length;
  return lines.toSpliced(insertsAt, 0, isLast && !isEnded(lines.at(-1)) ? `\n${added}` : added);
}
