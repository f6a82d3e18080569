import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { ReportHead } from '../../core/report.ts';
import type { PendingReport } from './pending-report.ts';
import { type Answer, type PostReport, unansweredBecause } from './post-report.ts';

/**
 * What became of a report. `refused`: not with this token, while others may be taken; `unusable`: the collector can do
 * nothing with it, now or later; `unreachable`: it has to wait for another run; `busy`: for a while, in seconds.
 */
export type Delivery =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'busy'; readonly seconds: number; readonly why: string }
  | { readonly kind: 'unreachable' | 'refused' | 'unusable'; readonly why: string };

/** Bytes of JSON in one request; an event that is larger goes alone. */
const partBytes = 1024 * 1024;
/** Seconds to wait for where a busy collector names none. */
const usualPause = 0.5;
/** How often a collector that has lost events may ask for them again. */
const mostReturns = 3;

interface Receipt {
  readonly status: number;
  readonly events: number;
}

/** Bytes of JSON that are packed sooner than another thread is at work on them. */
const smallPart = 128 * 1024;
const zipBeside = promisify(gzip);

/** Sends what the collector lacks of a report, part by part. */
export async function deliver(report: PendingReport, post: PostReport, signal: AbortSignal): Promise<Delivery> {
  let returns = 0;
  while (!report.isDelivered) {
    const answer = await answerTo(report, post, signal);
    if ('kind' in answer) return answer;
    const events = Math.min(answer.events, report.lines.length);
    const isBack = answer.status === 409;
    if (isBack) returns += 1;
    // Else the same part would be sent for ever.
    const isProgress = isBack ? events < report.delivered && returns <= mostReturns : events > report.delivered;
    if (!isProgress) return { kind: 'unusable', why: `the collector stays at ${events} of its ${report.lines.length} events` };
    report.delivered = events;
  }
  return { kind: 'delivered' };
}

/** One request: the receipt, or what prevents one. */
async function answerTo(report: PendingReport, post: PostReport, signal: AbortSignal): Promise<Receipt | Delivery> {
  try {
    const answer = await post(await zip(partOf(report)), signal);
    const { status, events } = answer;
    const isReceipt = (status >= 200 && status < 300) || status === 409;
    if (isReceipt && events !== undefined) return { status, events };
    return isReceipt ? { kind: 'unreachable', why: 'what answers there is no collector' } : refusal(answer);
  } catch (error) {
    const why = unansweredBecause(error);
    if (why === undefined) throw error;
    return { kind: 'unreachable', why };
  }
}

async function zip(part: string): Promise<Uint8Array> {
  return part.length > smallPart ? await zipBeside(part) : gzipSync(part);
}

/** The head and the events from the first one that the collector lacks. */
function partOf({ origin, lines, delivered: from }: PendingReport): string {
  const head: ReportHead = { ...origin, from };
  const part = [JSON.stringify(head)];
  let size = 0;
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] ?? '';
    size += Buffer.byteLength(line);
    if (at > from && size > partBytes) break;
    part.push(line);
  }
  return `${part.join('\n')}\n`;
}

function refusal({ status, retryAfter, error }: Answer): Delivery {
  const answer = error === undefined ? `${status}` : `${status}: ${error}`;
  if (status === 401) return { kind: 'unreachable', why: `the collector does not take the token (${answer})` };
  if (status === 403) return { kind: 'refused', why: `the collector does not take it from this host (${answer})` };
  if (status === 413) return { kind: 'unusable', why: `it is larger than the collector takes (${answer})` };
  if (status === 400 || status === 422) return { kind: 'unusable', why: `the collector calls it malformed (${answer})` };
  if (status === 429 || status === 503) {
    return { kind: 'busy', seconds: retryAfter ?? usualPause, why: `the collector is busy (${answer})` };
  }
  return { kind: 'unreachable', why: `the collector cannot take it (${answer})` };
}
