import type { ReportReceipt } from '../../core/report.ts';
import type { Scope } from '../pages-context.ts';
import type { RefusalStatus } from '../refusal.ts';

export interface ExpectedHost {
  readonly host: string;
  readonly node?: string | null | undefined;
  readonly allocation?: string | null | undefined;
}

export interface NewDispatch {
  readonly dispatch: string;
  readonly commit: string | null;
  readonly roles: readonly string[];
  readonly check: boolean;
  readonly by: string | null;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Milliseconds since 1970: who has not reported then is silent. */
  readonly deadline: number;
  readonly hosts: readonly ExpectedHost[];
}

/** Whose runs are over: of one allocation, or of hosts of a dispatch. */
export interface RunsOver {
  readonly dispatch: string;
  readonly allocation?: string | undefined;
  readonly hosts?: readonly string[] | undefined;
}

export interface NewToken {
  readonly name: string;
  readonly hash: Uint8Array;
  readonly scopes: readonly Scope[];
  readonly host: string | null;
  readonly expires: number | null;
}

export interface Retention {
  /** Runs kept of each host. */
  readonly keepRuns: number;
  /** Days that runs are kept. The newest run of each host stays in any case. */
  readonly keepDays: number;
}

/** What the writer is asked to do, by kind, and what it answers. */
export interface WriterCalls {
  part: { request: { readonly text: Uint8Array }; reply: ReportReceipt };
  dispatch: { request: NewDispatch; reply: { readonly dispatch: string } };
  over: { request: RunsOver; reply: { readonly lost: number } };
  forgetHost: { request: { readonly host: string }; reply: { readonly forgotten: boolean } };
  createToken: { request: NewToken; reply: { readonly id: number } };
  revokeToken: { request: { readonly id: number }; reply: { readonly revoked: boolean } };
  createSession: {
    request: { readonly hash: Uint8Array; readonly token: number; readonly expires: number };
    reply: { readonly created: true };
  };
  endSession: { request: { readonly hash: Uint8Array }; reply: { readonly ended: boolean } };
  prune: { request: Retention; reply: { readonly runs: number } };
  sweep: { request: { readonly quietSince: number }; reply: { readonly lost: number } };
}

export type Kind = keyof WriterCalls;

export type Request = {
  [K in Kind]: { readonly kind: K; readonly id: number; readonly request: WriterCalls[K]['request'] };
}[Kind];

/** A refusal as it travels between threads. */
export interface RefusalMessage {
  readonly status: RefusalStatus;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly receipt?: ReportReceipt | undefined;
  readonly retryAfter?: number | undefined;
}

export type Reply =
  | { readonly id: number; readonly reply: unknown }
  | { readonly id: number; readonly refusal: RefusalMessage }
  | { readonly id: number; readonly bug: string };

/** What the writer's thread says. `committed` names the runs that changed. */
export type FromWriter =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly message: string; readonly hint: string | undefined }
  | {
      readonly kind: 'committed';
      readonly replies: readonly Reply[];
      readonly runs: readonly string[];
      readonly tasks: number;
      /** Milliseconds that the transaction took. */
      readonly ms: number;
    };

export type ToWriter = Request | { readonly kind: 'close' };
