/** What a diff shows: text before and after, as Ansible's modules return it under `diff`. */
export interface Diff {
  readonly before?: string | Readonly<Record<string, unknown>>;
  readonly after?: string | Readonly<Record<string, unknown>>;
  /** What follows `--- before: ` and `+++ after: `; nothing when absent or empty. */
  readonly beforeHeader?: string;
  readonly afterHeader?: string;
  /** Shown in place of a diff, for instance for binary files. */
  readonly note?: string;
}

/** One difference between the state read and the state wanted. */
export interface Change {
  /** Where in the state: `mode`, `packages.curl`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}
