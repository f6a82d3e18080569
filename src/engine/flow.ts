import type { Dict } from '../core/value/types.ts';

/** How a list of statements ended, for the list around it. */
export type Flow =
  | { readonly kind: 'next' }
  /** A task failed and nothing has rescued it yet. */
  | { readonly kind: 'failed'; readonly failure: Failure }
  /** `meta: end_role` and its kin: nothing more of the named unit runs. */
  | { readonly kind: 'end'; readonly unit: 'role' | 'play' | 'host' | 'batch' }
  /** The operator or Nomad asked the run to stop; the task that was running has finished. */
  | { readonly kind: 'interrupted' };

/** What `ansible_failed_task` and `ansible_failed_result` tell a rescue section. */
export interface Failure {
  /** Undefined for what an include names and cannot be read: the section is told of the failure before. */
  readonly task: Dict | undefined;
  readonly result: Dict;
}

export const next: Flow = { kind: 'next' };
