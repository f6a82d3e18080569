import type { CompareFilter, Page, TaskPair, TaskRow } from '../model.ts';
import type { Database } from '../store/database.ts';
import { cursorOf, numbersIn } from './cursor.ts';
import { readRun } from './read-runs.ts';
import { readTasks } from './read-tasks.ts';

/** Tasks of a run that are compared; what comes after is left out. */
const compared = 20_000;

/** Pairs the tasks of two runs; undefined where one of the runs is not there. */
export function compareRuns(
  database: Database,
  left: string,
  right: string,
  { onlyDifferent = false }: CompareFilter,
  limit: number,
  cursor?: string,
): Page<TaskPair> | undefined {
  const [begin = 0] = cursor === undefined ? [] : numbersIn(cursor, 1);
  if (readRun(database, left) === undefined || readRun(database, right) === undefined) return undefined;
  const tasksOf = (run: string): readonly TaskRow[] => readTasks(database, run, {}, compared).items;
  const pairs = pairTasks(tasksOf(left), tasksOf(right)).filter(
    (pair) => !onlyDifferent || pair.left?.result !== pair.right?.result,
  );
  const end = begin + limit;
  return { items: pairs.slice(begin, end), cursor: pairs.length > end ? cursorOf([end]) : null };
}

/** The tasks of the left run with their counterparts, then what only the right run has. */
export function pairTasks(left: readonly TaskRow[], right: readonly TaskRow[]): TaskPair[] {
  const rest = named(right);
  const pairs = [...named(left)].map(([name, task]): TaskPair => {
    const other = rest.get(name);
    rest.delete(name);
    return { left: task, right: other };
  });
  return [...pairs, ...[...rest.values()].map((task): TaskPair => ({ left: undefined, right: task }))];
}

/** Tasks by what they are and the how-manieth of that kind they are: a role may be used twice, an include looped. */
function named(tasks: readonly TaskRow[]): Map<string, TaskRow> {
  const seen = new Map<string, number>();
  return new Map(
    tasks.map((task) => {
      const name = JSON.stringify([task.play, task.role, task.task, task.module]);
      const occurrence = (seen.get(name) ?? 0) + 1;
      seen.set(name, occurrence);
      return [`${name} ${occurrence}`, task];
    }),
  );
}
