import { count } from '../../engine/recap.ts';
import { isDrift } from './converged.ts';
import type { Database } from './database.ts';
import type { StoredHost } from './hosts-table.ts';
import { tasksPerRun } from './migrations.ts';
import { pack } from './packed.ts';
import type { FieldReader } from './read-fields.ts';
import { recordTask } from './record-task.ts';
import type { StoredRun } from './runs-table.ts';
import { taskResults } from './task-results.ts';

/** The run that an event belongs to. */
export interface Recording {
  readonly database: Database;
  readonly host: StoredHost;
  readonly run: StoredRun;
  /** How many ended tasks this part brought. */
  tasks: number;
}

const endings = ['done', 'failed', 'interrupted'] as const;
const countNames = ['ok', 'changed', 'unreachable', 'failed', 'skipped', 'rescued', 'ignored'] as const;

/**
 * Writes what an event says. The run itself is changed in memory only, for its row is written once for a part. Events that
 * nothing is shown of count and go; so does one that a newer agent knows and this collector does not.
 * @throws Refusal (400) for an event that is not as the format has it
 */
export function recordEvent(recording: Recording, fields: FieldReader): void {
  const event = fields.text('event');
  if (event === 'task_end') taskEnd(recording, fields);
  else if (event === 'facts') facts(recording, fields);
  else if (event === 'warning') warning(recording, fields.text('message'));
  else if (event === 'run_end') runEnd(recording, fields);
  else if (event === 'run_start') fields.refuse('a run has one "run_start", its first event');
  recording.run.events += 1;
}

function taskEnd(recording: Recording, fields: FieldReader): void {
  const { run, host, database } = recording;
  if (run.tasks + 1 >= tasksPerRun) fields.refuse(`a run has at most ${tasksPerRun - 1} tasks`);
  const result = fields.oneOf('result', taskResults);
  run.tasks += 1;
  recording.tasks += 1;
  recordTask(database, run, fields, taskResults.indexOf(result));
  count(run.recap, result, result === 'changed');
  if (result === 'changed' && isDrift(host.converged, run, fields.textOrNull('role'))) run.drift += 1;
}

function facts({ database, run }: Recording, fields: FieldReader): void {
  const body = pack(fields.objectOrNull('facts') ?? fields.refuse('"facts" is to be an object'));
  database.run(
    'INSERT INTO facts (host, body) VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET body = excluded.body',
    run.host,
    body,
  );
}

function warning({ database, run }: Recording, message: string): void {
  // A thousand are more than anybody reads.
  if (run.warnings >= 1_000) return;
  run.warnings += 1;
  database.run('INSERT INTO warnings (id, message) VALUES (?, ?)', run.id * tasksPerRun + run.warnings, message);
}

function runEnd({ run, host }: Recording, fields: FieldReader): void {
  if (fields.text('run') !== run.run || fields.text('host') !== host.name) fields.refuse('it ends another run');
  run.status = fields.oneOf('status', endings);
  run.duration = fields.duration('ms');
  run.message = fields.textOrNull('message');
  const recap = fields.objectOrNull('recap') ?? fields.refuse('"recap" is to be an object');
  for (const name of countNames) {
    const value = recap[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      fields.refuse(`"recap" is to have a whole number for "${name}"`);
    } else run.recap[name] = value;
  }
}
