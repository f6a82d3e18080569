import type { Database } from './database.ts';
import { tasksPerRun } from './migrations.ts';
import { pack } from './packed.ts';
import type { FieldReader, Fields } from './read-fields.ts';
import type { StoredRun } from './runs-table.ts';
import { taskName } from './task-names.ts';

/** Characters of a message that lists show; the whole of a longer one is in the detail. */
const shownMessage = 300;

/** Writes an ended task: the row that lists show, and apart from it what only its own page shows. */
export function recordTask(database: Database, run: StoredRun, fields: FieldReader, result: number): void {
  const id = run.id * tasksPerRun + run.tasks;
  const name = taskName(
    database,
    {
      play: fields.text('play'),
      role: fields.textOrNull('role'),
      task: fields.text('task'),
      module: fields.text('module'),
      span: fields.text('span'),
      handler: fields.has('handler') && fields.flag('handler'),
    },
    run.started,
  );
  const msg = fields.textOrNull('msg');
  const isLong = msg !== null && msg.length > shownMessage;
  database.run(
    'INSERT INTO tasks (id, name, result, ms, msg) VALUES (?, ?, ?, ?, ?)',
    id,
    name,
    result,
    fields.duration('ms'),
    isLong ? `${msg.slice(0, shownMessage - 1)}…`.toWellFormed() : msg,
  );
  const detail = detailOf(fields, isLong ? msg : null);
  if (Object.keys(detail).length > 0) database.run('INSERT INTO details (id, body) VALUES (?, ?)', id, pack(detail));
}

/** What the event says beyond the row, without what is empty. */
function detailOf(fields: FieldReader, msg: string | null): Fields {
  const objects = (name: string): readonly unknown[] | undefined => {
    const list = fields.list(name);
    const areObjects = list.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each));
    if (!areObjects) fields.refuse(`"${name}" is to be a list of objects`);
    return list.length === 0 ? undefined : list;
  };
  const detail = {
    msg: msg ?? undefined,
    diff: objects('diff'),
    changes: objects('changes'),
    items: objects('items'),
    details: fields.objectOrNull('details') ?? undefined,
    attempts: fields.has('attempts') ? fields.count('attempts') : undefined,
    delegated: fields.textOrNull('delegated') ?? undefined,
    censored: (fields.has('censored') && fields.flag('censored')) || undefined,
    predicted: fields.textOrNull('predicted') ?? undefined,
  };
  return Object.fromEntries(Object.entries(detail).filter(([, value]) => value !== undefined));
}
