import { escapeControls } from './escape-controls.ts';
import type { Span } from './span.ts';

/** A character as a terminal shows it. */
interface Cell {
  readonly shown: string;
  readonly width: number;
}

const tab = '    ';
const ellipsis = '...';
/** More characters on each side than any terminal has columns. */
const nearby = 1000;

/**
 * The line a span points at with carets under it, ready to print below a message.
 *
 * ```
 *   4 |     stat: present
 *           ^^^^ did you mean "state"?
 * ```
 *
 * Of a line that is longer than `width` columns, the part with the span.
 */
export function excerpt(source: string, span: Span, hint?: string, width?: number): string {
  const line = source.split('\n')[span.line - 1]?.trimEnd() ?? '';
  const number = `  ${span.line} | `;
  const { text, column, length } = part(line, span, width === undefined ? 160 : Math.max(20, width - number.length));
  const pad = ' '.repeat(number.length + column);
  return `${number}${text}\n${pad}${'^'.repeat(length)}${hint === undefined ? '' : ` ${hint}`}`;
}

/** At most `room` columns of a line, where in them the span begins, and over how many of them it goes. */
function part(whole: string, given: Span, room: number): { text: string; column: number; length: number } {
  // A file may be one line of megabytes.
  const skipped = Math.max(0, given.column - nearby);
  const line = whole.slice(skipped, skipped + 2 * nearby);
  const span = { ...given, column: given.column - skipped };
  const before = cellsOf(line.slice(0, span.column - 1));
  const inside = cellsOf(line.slice(span.column - 1, span.column - 1 + (span.length ?? 1)));
  const after = cellsOf(line.slice(span.column - 1 + (span.length ?? 1)));
  const beyond = Math.max(0, span.column - 1 - line.length);
  const at = widthOf(before) + beyond;
  const length = Math.max(1, widthOf(inside));
  const cells = [...before, ...inside, ...after];
  if (widthOf(cells) <= room) return { text: textOf(cells), column: at, length };
  const from = at + Math.min(length, 20) <= room - ellipsis.length ? 0 : at - Math.floor(room / 3);
  const head = from > 0 ? ellipsis : '';
  const shown = window(cells, from, room - head.length);
  return { text: head + shown, column: at - from + head.length, length: Math.min(length, room - (at - from) - head.length) };
}

/** The cells from a column on, as many as there is room for. */
function window(cells: readonly Cell[], from: number, room: number): string {
  const kept: Cell[] = [];
  let at = 0;
  for (const cell of cells) {
    if (at >= from) kept.push(cell);
    at += cell.width;
    if (at - from > room) break;
  }
  if (widthOf(kept) <= room) return textOf(kept);
  while (widthOf(kept) > room - ellipsis.length) kept.pop();
  return textOf(kept) + ellipsis;
}

function cellsOf(text: string): Cell[] {
  return [...text].map((character) => {
    if (character === '\t') return { shown: tab, width: tab.length };
    const shown = escapeControls(character);
    return { shown, width: shown.length > character.length ? shown.length : columnsOf(character) };
  });
}

/** East Asian wide characters and pictures take two columns, marks upon another character none. */
function columnsOf(character: string): number {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    character,
  )
    ? 2
    : 1;
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function textOf(cells: readonly Cell[]): string {
  return cells.map(({ shown }) => shown).join('');
}
