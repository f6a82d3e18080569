import type { Diff } from './diff.ts';
import type { FactSnapshot } from './host.ts';
import type { Dict } from './value/types.ts';

/** How a module ended that ran beside the run. */
export interface JobEnd {
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
  readonly warnings: readonly string[];
  /** Variables for the host (`set_fact`). */
  readonly variables: Dict | undefined;
  /** Whether these are facts too and outlive the play. */
  readonly cacheable: boolean;
  /** Facts that are read when something asks for them (`setup`). */
  readonly facts: FactSnapshot | undefined;
}

/** The tasks that were started in the background (`async` with `poll: 0`), as `async_status` sees them. */
export interface Jobs {
  /** How it stands, with its end where it has ended; undefined for one that is not known. */
  find(id: string): { readonly ended: JobEnd | undefined } | undefined;
  /** Forgets one, which runs on. */
  erase(id: string): void;
  /** Where Ansible would keep its result; nothing is written there. */
  file(id: string): string;
}
