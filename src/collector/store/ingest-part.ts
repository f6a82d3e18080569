import type { ReportHead, ReportReceipt } from '../../core/report.ts';
import { Refusal } from '../refusal.ts';
import type { Database } from './database.ts';
import { hostNamed, hostWithId } from './hosts-table.ts';
import { countInHour } from './hours-table.ts';
import { FieldReader } from './read-fields.ts';
import { readHead } from './read-head.ts';
import { recordEvent } from './record-event.ts';
import { insertRun, runNamed, type StoredRun } from './runs-table.ts';
import { settleRun } from './settle-run.ts';

export interface Ingested {
  readonly receipt: ReportReceipt;
  /** How many ended tasks were new. */
  readonly tasks: number;
}

/** Milliseconds by which a host's clock may be ahead; a later start would make its run the newest for ever. */
const clockSkew = 60_000;

/**
 * Writes a part of a report. Events that are here already are passed over, so that a part may be sent any number of times.
 * @param text the part, unpacked
 * @param now milliseconds since 1970
 * @throws Refusal 400 for what is no report, 403 for a run of another host, 409 where events before the part are missing
 */
export function ingestPart(database: Database, text: Uint8Array, now: number): Ingested {
  const [first = '', ...events] = linesOf(text);
  const head = readHead(first);
  const known = runNamed(database, head.run);
  const have = known?.events ?? 0;
  if (head.from > have) throw gap(head, have);
  const skipped = have - head.from;
  if (known === undefined && events.length === 0) throw empty(head);
  const run = known ?? begun(database, head, new FieldReader(events[0] ?? '', 2), now);
  const host = hostWithId(database, run.host);
  if (host?.name !== head.host) throw foreign(head);
  if (events.length <= skipped) return { receipt: { run: run.run, events: have }, tasks: 0 };

  countInHour(database, run, -1);
  // One that was given up goes on after all.
  if (run.status === 'lost') run.status = 'running';
  const recording = { database, host, run, tasks: 0 };
  const fresh = known === undefined ? 1 : skipped;
  for (const [index, line] of events.slice(fresh).entries()) recordEvent(recording, new FieldReader(line, fresh + index + 2));
  settleRun(database, run, host, head.node, now);
  return { receipt: { run: run.run, events: run.events }, tasks: recording.tasks };
}

function linesOf(text: Uint8Array): string[] {
  const lines = Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString().split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A new run, made of its first event. */
function begun(database: Database, head: ReportHead, fields: FieldReader, now: number): StoredRun {
  if (fields.text('event') !== 'run_start') fields.refuse('the first event of a run is to be "run_start"');
  if (fields.text('run') !== head.run || fields.text('host') !== head.host)
    fields.refuse('it starts another run than the head names');
  const run = insertRun(
    database,
    {
      run: head.run,
      host: hostNamed(database, head.host, now).id,
      check: fields.flag('check'),
      commit: fields.keyOrNull('commit'),
      version: fields.text('version'),
      playbook: fields.text('playbook'),
      roles: fields.texts('roles'),
      dispatch: head.dispatch ?? fields.keyOrNull('dispatch'),
      allocation: head.allocation,
      node: head.node,
      started: Math.min(fields.time('started'), now + clockSkew),
    },
    now,
  );
  run.events = 1;
  return run;
}

function gap({ run, from }: ReportHead, have: number): Refusal {
  return new Refusal(409, `Cannot add to run "${run}": its events ${have} to ${from - 1} are missing`, {
    hint: `send the report from event ${have} on`,
    receipt: { run, events: have },
  });
}

function empty({ run }: ReportHead): Refusal {
  return new Refusal(400, `Cannot begin run "${run}": the report has no event`, { hint: 'begin with the event "run_start"' });
}

function foreign({ run, host }: ReportHead): Refusal {
  return new Refusal(403, `Cannot add to run "${run}": it is not a run of host "${host}"`, {
    hint: "the run's id is to be a new one for each run",
  });
}
