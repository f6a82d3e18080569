import type { Diff } from './diff.ts';
import type { FactSnapshot } from './host.ts';
import type { Dict } from './value/types.ts';

/** How a module ended that ran beside the run. */
export interface JobEnd {
  readonly changed: boolean;
  readonly failed: boolean;
  readonly skipped: string | undefined;
  readonly msg: string | undefined;
  /** What the module returned, with `changed` and the others as `register` keeps them. */
  readonly result: Dict;
  readonly diffs: readonly Diff[];
  readonly warnings: readonly string[];
  readonly variables: Dict | undefined;
  readonly cacheable: boolean;
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
