import type { Diff } from '../../../core/diff.ts';

const context = 3;

/** A diff in one hunk, in a time that grows with its length only: what both sides begin and end with is left out, the rest is replaced. */
export function coarseDiffLines({ before = '', after = '', beforeHeader, afterHeader, note }: Diff): string[] {
  const a = textOf(before).split('\n');
  const b = textOf(after).split('\n');
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const notes = note === undefined ? [] : [note];
  if (head === a.length && head === b.length) return notes;
  const start = Math.max(0, head - context);
  const kept = Math.min(tail, context);
  const header = (sign: string, word: string, title: string | undefined) =>
    `${sign} ${word}${title === undefined ? '' : `: ${title}`}`;
  const range = (lines: readonly string[]) => `${start + 1},${lines.length - tail + kept - start}`;
  return [
    ...notes,
    header('---', 'before', beforeHeader),
    header('+++', 'after', afterHeader),
    `@@ -${range(a)} +${range(b)} @@`,
    ...a.slice(start, head).map((line) => ` ${line}`),
    ...a.slice(head, a.length - tail).map((line) => `-${line}`),
    ...b.slice(head, b.length - tail).map((line) => `+${line}`),
    ...a.slice(a.length - tail, a.length - tail + kept).map((line) => ` ${line}`),
  ];
}

function textOf(side: NonNullable<Diff['before']>): string {
  return typeof side === 'string' ? side : JSON.stringify(side, null, 4);
}
