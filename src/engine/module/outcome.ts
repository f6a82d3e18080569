import type { Change } from '../../core/diff.ts';
import type { DroverError } from '../../core/errors.ts';
import type { JobEnd } from '../../core/jobs.ts';

/** How one module call ended: what `run-module` hands the engine. Secret arguments are masked in all of it. */
export interface Outcome extends JobEnd {
  readonly changes: readonly Change[];
  /** Whether text output shows the result without `-v` (`debug`). */
  readonly isShown: boolean;
  /** Whether its variables are weaker than those of `set_fact` (`include_vars`). */
  readonly areIncluded?: boolean;
  /** What could not be evaluated of what a module that touches nothing was given. */
  readonly unevaluated?: DroverError;
  /** Check mode only: why the result is a guess. */
  readonly predicted: string | undefined;
}
