import type { Span } from './span.ts';

/** Exit statuses of every command (see the README). */
export const exitStatus = {
  done: 0,
  bug: 1,
  drift: 2,
  invalid: 3,
  taskFailed: 4,
  refused: 5,
  unreachable: 6,
} as const;

/** Every code a person may see, with the exit status it leads to when it ends a command. */
export const errorCodes = {
  // the bundle's text
  YAML_SYNTAX: exitStatus.invalid,
  YAML_DUPLICATE: exitStatus.invalid,
  TEMPLATE_SYNTAX: exitStatus.invalid,
  PLAY_INVALID: exitStatus.invalid,
  TASK_INVALID: exitStatus.invalid,
  KEYWORD_UNKNOWN: exitStatus.invalid,
  MODULE_UNKNOWN: exitStatus.invalid,
  FILTER_UNKNOWN: exitStatus.invalid,
  TEST_UNKNOWN: exitStatus.invalid,
  LOOKUP_UNKNOWN: exitStatus.invalid,
  ROLE_ARGS: exitStatus.invalid,
  ROLE_MISSING: exitStatus.invalid,
  ROLE_CYCLE: exitStatus.invalid,
  IMPORT_CYCLE: exitStatus.invalid,
  FILE_MISSING: exitStatus.invalid,
  UNSUPPORTED: exitStatus.invalid,
  // warnings only
  DEPRECATED: exitStatus.invalid,
  VARIABLE_RESERVED: exitStatus.invalid,
  INVENTORY_INVALID: exitStatus.invalid,
  SETTING_INVALID: exitStatus.invalid,
  VAULT_NO_SECRET: exitStatus.invalid,
  VAULT_WRONG_SECRET: exitStatus.invalid,
  VAULT_INVALID: exitStatus.invalid,
  // the command line and where it points
  USAGE: exitStatus.invalid,
  BUNDLE_INVALID: exitStatus.invalid,
  COMMIT_MISMATCH: exitStatus.invalid,
  ROOT_INVALID: exitStatus.invalid,
  HOST_UNKNOWN: exitStatus.refused,
  RUN_LOCKED: exitStatus.refused,
  DISPATCH_OLDER: exitStatus.refused,
  // releasing
  REPOSITORY_INVALID: exitStatus.invalid,
  COMMIT_UNKNOWN: exitStatus.invalid,
  IMAGE_INVALID: exitStatus.invalid,
  TAG_CONFLICT: exitStatus.refused,
  HOOK_FOREIGN: exitStatus.refused,
  REGISTRY_UNREACHABLE: exitStatus.unreachable,
  REGISTRY_DENIED: exitStatus.refused,
  REGISTRY_FAILED: exitStatus.unreachable,
  // evaluating
  VARIABLE_UNDEFINED: exitStatus.taskFailed,
  TEMPLATE_FAILED: exitStatus.taskFailed,
  // doing
  MODULE_ARGS: exitStatus.taskFailed,
  MODULE_FAILED: exitStatus.taskFailed,
  HOST_MISSING: exitStatus.taskFailed,
  HOST_IO: exitStatus.taskFailed,
  PATH_UNSAFE: exitStatus.taskFailed,
  COMMAND_FAILED: exitStatus.taskFailed,
  COMMAND_LATE: exitStatus.taskFailed,
  NOT_CONVERGED: exitStatus.taskFailed,
  INTERRUPTED: exitStatus.taskFailed,
  // Nomad
  NOMAD_UNREACHABLE: exitStatus.unreachable,
  NOMAD_NO_LEADER: exitStatus.unreachable,
  NOMAD_FAILED: exitStatus.unreachable,
  NOMAD_DENIED: exitStatus.refused,
  NOMAD_REFUSED: exitStatus.invalid,
  NOMAD_NOT_FOUND: exitStatus.invalid,
  // the collector
  COLLECTOR_DATABASE: exitStatus.unreachable,
  COLLECTOR_LISTEN: exitStatus.unreachable,
  COLLECTOR_REFUSED: exitStatus.unreachable,
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorDetails {
  readonly span?: Span | undefined;
  /** What to do about it, an affirmative phrase: `did you mean "state"?`. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
  /** Result fields that a registered variable carries beside `msg` (`rc`, `stderr`, …). */
  readonly result?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Something to tell the operator; any other exception is a bug in Drover.
 *
 * Messages read "Cannot <do what> <to what>: <why>", sentence case, no final full stop.
 */
export class DroverError extends Error {
  readonly code: ErrorCode;
  readonly span: Span | undefined;
  readonly hint: string | undefined;
  readonly result: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DroverError';
    this.code = code;
    this.span = details.span;
    this.hint = details.hint;
    this.result = details.result ?? {};
  }
}
