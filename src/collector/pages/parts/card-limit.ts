import type { DiffLimit } from './diff.ts';

/** How much of a task stands on a page before one has to ask for more. */
export interface CardLimit {
  readonly diff: Omit<DiffLimit, 'whole'>;
  /** Characters of a message. */
  readonly text: number;
  readonly items: number;
  /** True on the task's own page: what is cut can be unfolded there. */
  readonly isWhole: boolean;
}
