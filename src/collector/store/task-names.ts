import type { Database } from './database.ts';

/** What a task has in common with the same task of other runs. */
export interface NameFields {
  readonly play: string;
  readonly role: string | null;
  readonly task: string;
  readonly module: string;
  readonly span: string;
  readonly handler: boolean;
}

const day = 86_400_000;

/**
 * The id of a task's name, which is written once for all runs. `used` is the last day of a run with it, so that pruning need not
 * search the tasks.
 * @param time milliseconds since 1970
 */
export function taskName(database: Database, { play, role, task, module, span, handler }: NameFields, time: number): number {
  const today = Math.floor(time / day);
  const values = [short(task), role === null ? '' : short(role), short(span), short(play), short(module), Number(handler)];
  const found = database.get<{ id: number; used: number }>(
    'SELECT id, used FROM task_names WHERE task = ? AND role = ? AND span = ? AND play = ? AND module = ? AND is_handler = ?',
    ...values,
  );
  if (found === undefined) {
    return database.insert(
      'INSERT INTO task_names (task, role, span, play, module, is_handler, used) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ...values,
      today,
    );
  }
  if (found.used < today) database.run('UPDATE task_names SET used = ? WHERE id = ?', today, found.id);
  return found.id;
}

/** Removes names that no run has which started at this time or later, some at a time. @returns how many */
export function pruneTaskNames(database: Database, oldest: number): number {
  return database.run(
    'DELETE FROM task_names WHERE id IN (SELECT id FROM task_names WHERE used < ? LIMIT 500)',
    Math.floor(oldest / day),
  );
}

/** A templated name may hold a file's text; nobody reads on after this. */
function short(text: string): string {
  return text.length <= 1_000 ? text : `${text.slice(0, 999)}…`.toWellFormed();
}
