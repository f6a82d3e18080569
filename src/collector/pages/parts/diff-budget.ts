import type { Diff } from '../../../core/diff.ts';

/**
 * What a page may still spend on diffs. Pages are made while other requests wait, and reports come from machines that may be
 * broken: neither the size of a page nor the time it takes may be up to them.
 */
export interface DiffBudget {
  /** Of both sides, as they came. */
  characters: number;
  /** Lines of one side times lines of the other: what aligning them takes at worst, about 20 million a second. */
  pairs: number;
}

/** Of one diff; beyond it the sides are compared from both ends only. */
const mostPairs = 4_000_000;

/** Whether there is enough left to show this diff; if so, it is spent. */
export function spendCharacters(budget: DiffBudget, { before, after }: Diff): boolean {
  const size = sizeOf(before) + sizeOf(after);
  if (size > budget.characters) return false;
  budget.characters -= size;
  return true;
}

/** Whether there is enough left to align the lines of this diff; if so, it is spent. */
export function spendPairs(budget: DiffBudget, { before, after }: Diff): boolean {
  const pairs = linesOf(before) * linesOf(after);
  if (pairs > Math.min(mostPairs, budget.pairs)) return false;
  budget.pairs -= pairs;
  return true;
}

/** Characters of a side, as JSON where it is a state. */
export function sizeOf(side: Diff['before']): number {
  if (side === undefined) return 0;
  return typeof side === 'string' ? side.length : JSON.stringify(side).length;
}

function linesOf(side: Diff['before']): number {
  if (side === undefined) return 0;
  const text = typeof side === 'string' ? side : JSON.stringify(side, null, 4);
  return text.split('\n').length;
}
