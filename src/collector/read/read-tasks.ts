import type { TaskResult } from '../../core/events.ts';
import type { Page, TaskDetail, TaskFilter, TaskRow } from '../model.ts';
import type { Database } from '../store/database.ts';
import { tasksPerRun } from '../store/migrations.ts';
import { unpack } from '../store/packed.ts';
import { taskResults } from '../store/task-results.ts';
import { numbersIn } from './cursor.ts';
import { pageOf } from './page-of.ts';
import { Where } from './where.ts';

interface Row {
  id: number;
  run: string;
  play: string;
  role: string;
  task: string;
  module: string;
  span: string;
  is_handler: number;
  result: number;
  ms: number;
  msg: string | null;
}

const columns = 'tasks.id, runs.run, play, role, task, module, span, is_handler, result, ms, msg';
const from =
  'FROM runs JOIN tasks ON tasks.id > runs.id * ?1 AND tasks.id < (runs.id + 1) * ?1 JOIN task_names ON task_names.id = tasks.name';

/** In the order they ran. */
export function readTasks(
  database: Database,
  run: string,
  { result }: TaskFilter,
  limit: number,
  cursor?: string,
): Page<TaskRow> {
  const where = new Where();
  where.add('runs.run = ?', run);
  if (result !== undefined) where.add('tasks.result = ?', taskResults.indexOf(result));
  if (cursor !== undefined) where.add('tasks.id > ?', ...numbersIn(cursor, 1));
  const sql = `SELECT ${columns} ${from} ${where.sql} ORDER BY tasks.id LIMIT ?`;
  const rows = database.all<Row>(sql, tasksPerRun, ...where.values, limit + 1);
  return pageOf(rows, limit, taskRow, ({ id }) => [id]);
}

/** A task with what lies packed apart from its row. */
export function readTask(database: Database, run: string, number: number): TaskDetail | undefined {
  const row = database.get<Row & { body: Uint8Array | null }>(
    `SELECT ${columns}, body ${from} LEFT JOIN details ON details.id = tasks.id WHERE runs.run = ? AND tasks.id = runs.id * ?1 + ?`,
    tasksPerRun,
    run,
    number,
  );
  if (row === undefined) return undefined;
  const detail = (row.body === null ? {} : unpack(row.body)) as Partial<TaskDetail>;
  return {
    ...taskRow(row),
    diff: [],
    changes: [],
    items: [],
    details: null,
    attempts: null,
    delegated: null,
    censored: false,
    predicted: null,
    ...detail,
  };
}

function taskRow(row: Row): TaskRow {
  return {
    run: row.run,
    number: row.id % tasksPerRun,
    play: row.play,
    role: row.role === '' ? null : row.role,
    task: row.task,
    module: row.module,
    span: row.span,
    handler: row.is_handler === 1,
    result: taskResults[row.result] as TaskResult,
    duration: row.ms,
    msg: row.msg,
  };
}
