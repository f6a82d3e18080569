import { html } from 'hono/html';
import type { TaskResult } from '../../../core/events.ts';
import type { RunRow, TaskDetail, TaskRow } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import type { CardLimit } from '../parts/card-limit.ts';
import { countChip } from '../parts/count-chip.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { taskCard } from '../parts/task-card.ts';
import { taskTable } from '../parts/task-table.ts';
import { isLoud, taskResults, urgency } from '../parts/urgency.ts';
import { runHead } from './run-head.ts';

/** What comes first: what wants an eye, what ran first, or what took longest. */
export const taskOrders = ['worst', 'run', 'slowest'] as const;
export type TaskOrder = (typeof taskOrders)[number];

export interface RunData {
  readonly run: RunRow;
  /** The run of the same host before this one. */
  readonly before: RunRow | undefined;
  readonly warnings: readonly string[];
  /** In the order they ran. */
  readonly tasks: readonly TaskRow[];
  /** There are more tasks than were read. */
  readonly isCut: boolean;
  /** Of those that failed or changed something, as far as the page shows them whole. */
  readonly details: ReadonlyMap<number, TaskDetail>;
  readonly order: TaskOrder;
  readonly result: TaskResult | undefined;
  readonly now: number;
}

const limits = (): CardLimit => ({
  diff: { lines: 80, budget: { characters: 400_000, pairs: 8_000_000 } },
  text: 2000,
  items: 20,
  isWhole: false,
});

/** A run with its tasks. While it goes on the page follows it. */
export function runView(data: RunData): PageContent {
  const { run, before, warnings, tasks, isCut, result, now } = data;
  const shown = result === undefined ? tasks : tasks.filter((task) => task.result === result);
  const body = html`<p class="crumbs"><a href="/runs">Runs</a></p>
<div id="run" data-live>
${runHead(run, before, now)}
${warnings.length === 0 ? '' : html`<ul class="warnings" aria-label="Warnings">${warnings.map((warning) => html`<li>${warning}</li>\n`)}</ul>`}
${chips(data)}
${isCut ? html`<p>These are the first ${tasks.length.toLocaleString('en')} tasks; the API has all of them.</p>` : ''}
${data.order === 'worst' ? groups(data, shown) : ordered(data, shown)}
</div>`;
  const live = run.status === 'running' ? { live: `?run=${encodeURIComponent(run.run)}` } : {};
  return { title: `Run on ${run.host}`, section: 'Runs', body, ...live };
}

/** A count for each result, which chooses the tasks with it; and the order. Unlike in a recap, what changed is not also ok. */
function chips({ run, tasks, order, result }: RunData): Html {
  const all = links.run(run.run);
  const chip = (state: TaskResult) => {
    const count = tasks.filter((task) => task.result === state).length;
    // Rescues and ignored failures are rare: their zeros would only be in the way.
    if (count === 0 && (state === 'rescued' || state === 'ignored')) return '';
    return countChip({ state, count, isChosen: result === state, only: links.run(run.run, { result: state }), all });
  };
  const orderLink = (name: TaskOrder, label: string) => {
    const target = name === 'worst' ? all : links.run(run.run, { order: name });
    return html`<li><a href="${target}"${order === name ? html` aria-current="true"` : ''}>${label}</a></li>\n`;
  };
  return html`<div class="bar"><ul class="chips" aria-label="Tasks by result">${taskResults.map(chip)}</ul>
<ul class="chips" aria-label="Order">${orderLink('worst', 'failed first')}${orderLink('run', 'as they ran')}${orderLink('slowest', 'slowest first')}</ul></div>`;
}

function ordered({ order }: RunData, tasks: readonly TaskRow[]): Html {
  const sorted = order === 'slowest' ? tasks.toSorted((a, b) => b.duration - a.duration) : tasks;
  const caption = order === 'slowest' ? 'Tasks, slowest first' : 'Tasks as they ran';
  return taskTable({ caption, tasks: sorted, empty: 'No task of this run ended like that.' });
}

/** Failures and changes with all they said, the rest folded away. */
function groups({ details, run, result }: RunData, shown: readonly TaskRow[]): Html {
  if (shown.length === 0) return html`<p class="empty">${nothing(run, result)}</p>`;
  const loud = shown.filter(isLoud).toSorted((a, b) => urgency(a.result) - urgency(b.result));
  const quiet = shown.filter((task) => !isLoud(task));
  const whole = loud.flatMap((task) => details.get(task.number) ?? []);
  const listed = loud.filter((task) => !details.has(task.number));
  return html`${resultGroups(whole)}
${listed.length === 0 ? '' : html`<h2>More <span class="none">${listed.length}</span></h2>${taskTable({ caption: 'Further tasks that failed or changed something', captionHidden: true, tasks: listed, empty: '' })}`}
${quietGroup(quiet, loud.length === 0)}`;
}

function nothing({ status }: RunRow, result: TaskResult | undefined): string {
  if (result !== undefined) return 'No task of this run ended like that.';
  return status === 'running' ? 'No task has ended yet.' : 'No task ran: no play of the playbook is meant for this host.';
}

const headings = { failed: 'Failed', rescued: 'Failed and rescued', ignored: 'Failed and ignored', changed: 'Changed' } as const;

function resultGroups(tasks: readonly TaskDetail[]): Html {
  const limit = limits();
  const groupOf = (result: keyof typeof headings) => {
    const own = tasks.filter((task) => task.result === result);
    if (own.length === 0) return '';
    return html`<h2 id="${result}">${headings[result]} <span class="none">${own.length}</span></h2>\n${own.map((task) => taskCard(task, limit))}`;
  };
  return html`${(['failed', 'rescued', 'ignored', 'changed'] as const).map(groupOf)}`;
}

function quietGroup(tasks: readonly TaskRow[], isAlone: boolean): Html {
  if (tasks.length === 0) return html``;
  const label = `${tasks.length} ${tasks.length === 1 ? 'task' : 'tasks'} with nothing to do`;
  const list = taskTable({ caption: 'Tasks that were ok or skipped, as they ran', captionHidden: true, tasks, empty: '' });
  return html`<details class="group" id="rest"${isAlone ? html` open` : ''}><summary>${label}</summary>${list}</details>`;
}
