import type { Diagnostic } from './diagnostic.ts';
import type { Change, Diff } from './diff.ts';

/** Ansible's words for how a task ended. A failure that a rescue section takes over is `rescued`. */
export type TaskResult = 'ok' | 'changed' | 'skipped' | 'failed' | 'rescued' | 'ignored';

/** The counts of a PLAY RECAP line. */
export interface Recap {
  readonly ok: number;
  readonly changed: number;
  readonly unreachable: number;
  readonly failed: number;
  readonly skipped: number;
  readonly rescued: number;
  readonly ignored: number;
}

export interface ItemEnd {
  /** The label a person sees, already masked. */
  readonly item: unknown;
  readonly result: 'ok' | 'changed' | 'skipped' | 'failed' | 'ignored';
  readonly msg?: string | undefined;
  readonly diff?: readonly Diff[] | undefined;
  readonly changes?: readonly Change[] | undefined;
  /** What the module returned beside these fields, masked; what `-v` shows. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly attempts?: number | undefined;
  /** Whether `no_log` hides it. */
  readonly censored?: boolean | undefined;
}

/** A task as the events name it. */
export interface TaskName {
  readonly play: string;
  readonly role: string | null;
  /** The templated name, or the action as written where the task has none. */
  readonly task: string;
  /** The fully qualified name. */
  readonly module: string;
  readonly span: string;
  readonly handler?: boolean | undefined;
}

/**
 * A run is a sequence of these values. The union is the contract between the agent, the text output and
 * the collector; `--output json` prints it one value a line.
 */
export type RunEvent =
  | {
      readonly event: 'run_start';
      readonly run: string;
      readonly host: string;
      readonly commit: string | null;
      readonly version: string;
      readonly check: boolean;
      readonly started: string;
      readonly playbook: string;
      readonly roles: readonly string[];
      readonly dispatch: string | null;
    }
  /** What a run that is reported says of its host, right after its start: Ansible's names without `ansible_`. */
  | { readonly event: 'facts'; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly event: 'play_start'; readonly play: string; readonly span: string; readonly matched: boolean }
  | ({ readonly event: 'task_start' } & TaskName)
  | ({ readonly event: 'task_retry'; readonly attempts: number; readonly left: number } & TaskName)
  | ({
      readonly event: 'task_end';
      readonly host: string;
      readonly result: TaskResult;
      readonly ms: number;
      readonly msg?: string | undefined;
      readonly diff?: readonly Diff[] | undefined;
      readonly changes?: readonly Change[] | undefined;
      readonly details?: Readonly<Record<string, unknown>> | undefined;
      readonly items?: readonly ItemEnd[] | undefined;
      readonly attempts?: number | undefined;
      readonly delegated?: string | undefined;
      readonly censored?: boolean | undefined;
      /** Check mode only: why the result is a guess (`depends on a pending change: …`). */
      readonly predicted?: string | undefined;
    } & TaskName)
  | {
      readonly event: 'included';
      readonly play: string;
      readonly role: string | null;
      readonly task: string;
      readonly file: string;
      readonly item?: unknown;
    }
  | { readonly event: 'handlers_notified'; readonly handlers: readonly string[]; readonly task: string }
  | { readonly event: 'warning'; readonly message: string; readonly diagnostic?: Diagnostic | undefined }
  | { readonly event: 'stats'; readonly data: Readonly<Record<string, unknown>> }
  | {
      readonly event: 'run_end';
      readonly run: string;
      readonly host: string;
      readonly status: 'done' | 'failed' | 'interrupted';
      readonly recap: Recap;
      readonly ms: number;
      readonly message?: string | undefined;
    };
