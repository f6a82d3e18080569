import type { Change, Diff } from '../../core/diff.ts';
import type { FactSnapshot } from '../../core/host.ts';
import type { Dict } from '../../core/value/types.ts';

/** How one module call ended: what `run-module` hands the engine. Secret arguments are masked in all of it. */
export interface Outcome {
  readonly changed: boolean;
  readonly failed: boolean;
  /** Why nothing was done; undefined where something was. */
  readonly skipped: string | undefined;
  readonly msg: string | undefined;
  /**
   * What `register` keeps: `changed`, `failed`, `msg`, `skipped`, `diff`, `warnings` where there are any, and what
   * the module returned.
   */
  readonly result: Dict;
  readonly diffs: readonly Diff[];
  readonly changes: readonly Change[];
  readonly warnings: readonly string[];
  /** Whether text output shows the result without `-v` (`debug`). */
  readonly isShown: boolean;
  /** Variables for the host (`set_fact`). */
  readonly variables: Dict | undefined;
  /** Whether these are facts too and outlive the play. */
  readonly cacheable: boolean;
  /** Facts that are read when something asks for them (`setup`). */
  readonly facts: FactSnapshot | undefined;
  /** Check mode only: why the result is a guess. */
  readonly predicted: string | undefined;
}
