/** What a diff shows: text before and after, as Ansible's modules return it under `diff`. */
export interface Diff {
  readonly before?: string | Readonly<Record<string, unknown>>;
  readonly after?: string | Readonly<Record<string, unknown>>;
  /** What follows `--- before: ` and `+++ after: `; nothing when absent or empty. */
  readonly beforeHeader?: string;
  readonly afterHeader?: string;
  /** Shown in place of a diff, for instance for binary files. */
  readonly note?: string;
  /**
   * Entries that Ansible's module sees only when it has made the thing, such as the mode of a new directory: a real
   * run adds them to `before` and `after`, a check run leaves them out. The runner takes this field away.
   */
  readonly whenApplied?: {
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
  };
}

/** One difference between the state read and the state wanted. */
export interface Change {
  /** Where in the state: `mode`, `packages.curl`. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}
