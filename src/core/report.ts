import type { RunEvent } from './events.ts';

/**
 * Who reports. The run's id is the key of its report: whatever is sent twice counts once.
 *
 * On the wire a part of a report is gzip'd NDJSON, `POST /api/v1/reports`: this head on the first line, then events, one a line.
 */
export interface ReportHead {
  /** The version of this format. */
  readonly report: 1;
  readonly run: string;
  /** Name of the host in the inventory. */
  readonly host: string;
  /** Of Nomad, where a job started the run. */
  readonly allocation: string | null;
  readonly node: string | null;
  /** ID of the dispatched job; null for a run by hand. */
  readonly dispatch: string | null;
  /** The place of the first event of this part in the whole report, from 0. Events the collector has already are passed over. */
  readonly from: number;
}

/** What the collector answers to a part. 409 with it means that events before `from` are missing: send from `events` on. */
export interface ReportReceipt {
  readonly run: string;
  /** How many events of the run the collector has, safe on its disk. */
  readonly events: number;
}

/** Some of a run's events, as they travel. */
export interface ReportPart {
  readonly head: ReportHead;
  readonly events: readonly RunEvent[];
}
