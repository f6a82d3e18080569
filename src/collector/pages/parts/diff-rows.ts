import type { Diff } from '../../../core/diff.ts';
import { diffLines } from '../../../core/unified-diff.ts';
import { coarseDiffLines } from './coarse-diff.ts';
import { type DiffBudget, spendPairs } from './diff-budget.ts';

export type RowKind = 'note' | 'header' | 'hunk' | 'added' | 'removed' | 'same';

/** A line of a unified diff, its mark taken off; `from` to `to` is what differs from the line that it replaces. */
export interface DiffRow {
  readonly kind: RowKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The lines of a diff as Ansible shows them, each with its meaning; in a coarser way where that would take too long. */
export function diffRows(diff: Diff, budget: DiffBudget): DiffRow[] {
  const lines = spendPairs(budget, diff) ? diffLines(diff) : coarseDiffLines(diff);
  const first = diff.note === undefined ? 0 : 1;
  return marked(lines.map((line, at) => row(line, at < first ? 'note' : at < first + 2 ? 'header' : kindOf(line))));
}

function row(line: string, kind: RowKind): DiffRow {
  const text = kind === 'added' || kind === 'removed' || kind === 'same' ? line.slice(1) : line;
  return { kind, text, from: 0, to: 0 };
}

function kindOf(line: string): RowKind {
  if (line.startsWith('@@')) return 'hunk';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}

/** Where as many lines were added as were removed, each replaces one: what differs within the two is marked. */
function marked(rows: readonly DiffRow[]): DiffRow[] {
  const done = [...rows];
  for (let at = 0; at < rows.length; ) {
    const removed = runOf(rows, at, 'removed');
    const added = runOf(rows, at + removed, 'added');
    if (removed > 0 && removed === added) for (let i = at; i < at + removed; i++) markPair(done, i, i + removed);
    at += Math.max(1, removed + added);
  }
  return done;
}

function runOf(rows: readonly DiffRow[], start: number, kind: RowKind): number {
  let end = start;
  while (rows[end]?.kind === kind) end += 1;
  return end - start;
}

function markPair(rows: DiffRow[], before: number, after: number): void {
  const [a, b] = [rows[before], rows[after]];
  if (a === undefined || b === undefined) return;
  const shorter = Math.min(a.text.length, b.text.length);
  let head = 0;
  while (head < shorter && a.text[head] === b.text[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a.text.at(-1 - tail) === b.text.at(-1 - tail)) tail += 1;
  // Lines that share next to nothing are other lines: marking all of both would say nothing.
  if (head + tail < shorter / 3) return;
  rows[before] = { ...a, from: head, to: a.text.length - tail };
  rows[after] = { ...b, from: head, to: b.text.length - tail };
}
