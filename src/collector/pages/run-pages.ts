import type { Hono } from 'hono';
import type { Reader, RunFilter, RunRow, TaskDetail, TaskRow } from '../model.ts';
import type { PageEnvironment, PagesContext } from '../pages-context.ts';
import { compareRuns } from './compare-runs.ts';
import { errorPage, type PageRequest, showPage, textOf, wordIn } from './page-request.ts';
import { isLoud, taskResults, urgency } from './parts/urgency.ts';
import { compareView } from './views/compare-view.ts';
import { runView, taskOrders } from './views/run-view.ts';
import { runStatuses, runsView } from './views/runs-view.ts';
import { taskView } from './views/task-view.ts';

const runsPerPage = 50;
/** Tasks that a page takes in; a longer run is cut, and says so. */
const mostTasks = 5000;
/** Tasks that failed or changed something and are shown with all they said. */
const mostDetails = 60;

export function addRunPages(app: Hono<PageEnvironment>, context: PagesContext): void {
  const { reader } = context;
  app.get('/runs', (c) => {
    const filter = filterOf(c);
    const cursor = textOf(c, 'cursor');
    const runs = reader.runs(filter, runsPerPage, cursor);
    return showPage(c, context, runsView({ runs, filter, isFirst: cursor === undefined, now: Date.now() }));
  });
  app.get('/runs/:run', (c) => {
    const run = reader.run(c.req.param('run'));
    if (run === undefined) return errorPage(c, context, 404, `There is no run "${c.req.param('run')}"; old runs are forgotten.`);
    const { tasks, isCut } = tasksOf(reader, run.run);
    const result = wordIn(c, 'result', taskResults);
    const order = wordIn(c, 'order', taskOrders) ?? 'worst';
    const details =
      order === 'worst'
        ? detailsOf(reader, result === undefined ? tasks : tasks.filter((task) => task.result === result))
        : new Map<number, TaskDetail>();
    const content = runView({
      run,
      before: runBefore(reader, run),
      warnings: reader.warnings(run.run),
      tasks,
      isCut,
      details,
      order,
      result,
      now: Date.now(),
    });
    return showPage(c, context, content);
  });
  app.get('/runs/:run/tasks/:number', (c) => {
    const run = reader.run(c.req.param('run'));
    const number = Number(c.req.param('number'));
    const task = run === undefined || !Number.isSafeInteger(number) ? undefined : reader.task(run.run, number);
    if (run === undefined || task === undefined)
      return errorPage(c, context, 404, 'There is no such task; old runs are forgotten.');
    return showPage(c, context, taskView({ run, task, hasNext: reader.task(run.run, number + 1) !== undefined }));
  });
  app.get('/compare', (c) => {
    const left = runOf(reader, textOf(c, 'a'));
    const right = runOf(reader, textOf(c, 'b'));
    const compared = left && right && compareRuns(reader, left.run, right.run);
    if (left && right && compared) return showPage(c, context, compareView({ left, right, ...compared, now: Date.now() }));
    return errorPage(c, context, 404, 'Two runs are needed to compare: choose them on the page of a host.');
  });
}

function filterOf(c: PageRequest): RunFilter {
  const check = wordIn(c, 'check', ['true', 'false']);
  return {
    host: textOf(c, 'host'),
    status: wordIn(c, 'status', runStatuses),
    dispatch: textOf(c, 'dispatch'),
    commit: textOf(c, 'commit'),
    check: check === undefined ? undefined : check === 'true',
  };
}

function tasksOf(reader: Reader, run: string): { tasks: TaskRow[]; isCut: boolean } {
  const tasks: TaskRow[] = [];
  let cursor: string | undefined;
  do {
    const page = reader.tasks(run, {}, 1000, cursor);
    tasks.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined && tasks.length < mostTasks);
  return { tasks, isCut: cursor !== undefined };
}

/** The worst first, since there may be more than the page shows whole. */
function detailsOf(reader: Reader, tasks: readonly TaskRow[]): Map<number, TaskDetail> {
  const loud = tasks.filter(isLoud);
  const worst = loud.toSorted((a, b) => urgency(a.result) - urgency(b.result)).slice(0, mostDetails);
  const found = worst.flatMap(({ run, number }) => reader.task(run, number) ?? []);
  return new Map(found.map((task) => [task.number, task]));
}

/** The last one on the same host that began earlier: of the newest runs, since it is there that one asks what is new. */
function runBefore(reader: Reader, run: RunRow): RunRow | undefined {
  return reader.runs({ host: run.host }, 100).items.find((other) => other.run !== run.run && other.started < run.started);
}

function runOf(reader: Reader, id: string | undefined): RunRow | undefined {
  return id === undefined ? undefined : reader.run(id);
}
