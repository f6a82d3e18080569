import type { ReportReceipt } from '../core/report.ts';

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 500 | 503 | 507;

export interface RefusalDetails {
  /** What to do about it, an affirmative phrase. */
  readonly hint?: string | undefined;
  /** With 409: what the collector has of the run. */
  readonly receipt?: ReportReceipt | undefined;
  /** With 503 and 507: seconds after which another try makes sense. */
  readonly retryAfter?: number | undefined;
  /** It says nothing but that there is much to do, which the metrics show: nothing for the log. */
  readonly isLoad?: boolean | undefined;
  readonly cause?: unknown;
}

/** Something to tell whoever asked, with the HTTP status that says of what kind it is. Messages read as those of `DroverError`. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly details: RefusalDetails;

  constructor(status: RefusalStatus, message: string, details: RefusalDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Refusal';
    this.status = status;
    this.details = details;
  }
}
