import { html } from 'hono/html';
import type { RunRow, TaskDetail, TaskRow } from '../../model.ts';
import type { ComparedPair, ComparedRuns } from '../compare-runs.ts';
import type { PageContent } from '../layout.ts';
import { badge, mode, runOutcome } from '../parts/badge.ts';
import type { CardLimit } from '../parts/card-limit.ts';
import { commitName } from '../parts/commit.ts';
import { dash } from '../parts/dash.ts';
import { fields } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { rolesText } from '../parts/roles.ts';
import { table } from '../parts/table.ts';
import { taskBody, taskTitle } from '../parts/task-card.ts';
import { duration, exact, when } from '../parts/time.ts';

export interface CompareData extends ComparedRuns {
  readonly left: RunRow;
  readonly right: RunRow;
  readonly now: number;
}

const groups = [
  ['differs', 'Ended differently', 'Tasks that ended differently'],
  ['only-left', 'Only in the first run', 'Tasks that only the first run has'],
  ['only-right', 'Only in the second run', 'Tasks that only the second run has'],
] as const;

const limits = (): CardLimit => ({
  diff: { lines: 40, budget: { characters: 400_000, pairs: 8_000_000 } },
  text: 1000,
  items: 10,
  isWhole: false,
});

/** Two runs side by side: what ended differently, what only one of them has, and the rest folded away. */
export function compareView({ left, right, pairs, isCut, now }: CompareData): PageContent {
  const limit = limits();
  const same = pairs.filter(({ difference }) => difference === 'same');
  const group = ([difference, heading, caption]: (typeof groups)[number]) => {
    const own = pairs.filter((pair) => pair.difference === difference);
    if (own.length === 0) return '';
    const cards = own.flatMap(({ details }) => (details === undefined ? [] : pairCard(details, limit)));
    return html`<h2>${heading} <span class="none">${own.length}</span></h2>${cards}${rest(caption, own)}`;
  };
  const body = html`<p class="crumbs"><a href="/runs">Runs</a></p>
<div class="title"><h1>Two runs compared</h1><a href="${links.compare(right.run, left.run)}">Swap</a></div>
<div class="pair">${side('First run', left, now)}${side('Second run', right, now)}</div>
${isCut ? html`<p>These are the first ${pairs.length.toLocaleString('en')} tasks; the API has all of them.</p>` : ''}
${same.length === pairs.length ? html`<p>Every task ended alike in both runs.</p>` : ''}
${groups.map(group)}
${same.length === 0 ? '' : html`<details class="group"><summary>${alike(same.length)}</summary>${pairTable('Tasks that ended alike in both runs', same)}</details>`}`;
  return { title: 'Two runs compared', section: 'Runs', body };
}

function side(heading: string, run: RunRow, now: number): Html {
  return html`<section><h2>${heading} ${badge(runOutcome(run))}</h2>
${fields([
  ['Run', html`<a href="${links.run(run.run)}">${run.run}</a>`],
  ['Host', html`<a href="${links.host(run.host)}">${run.host}</a>`],
  ['Started', html`<span title="${exact(run.started)}">${when(run.started, now)}</span>`],
  ['Took', duration(run.duration)],
  ['Mode', mode(run.check)],
  ['Commit', commitName(run.commit)],
  ['Roles', rolesText(run.roles)],
])}</section>`;
}

function alike(number: number): string {
  return number === 1 ? '1 task ended alike in both' : `${number} tasks ended alike in both`;
}

/** A task that ended differently, with what it said on either side. */
function pairCard({ left, right }: NonNullable<ComparedPair['details']>, limit: CardLimit): Html {
  const half = (task: TaskDetail, word: string) =>
    html`<div><a href="${links.task(task.run, task.number)}"><span class="unseen">${word}: </span>${badge(task.result)}</a>
<span class="none">${duration(task.duration)}</span>${taskBody(task, limit)}</div>`;
  return html`<article class="task"><header><h3>${taskTitle(right)}</h3><code class="none">${right.span}</code></header>
<div class="pair of-task">${half(left, 'First run')}${half(right, 'Second run')}</div></article>\n`;
}

function rest(caption: string, pairs: readonly ComparedPair[]): Html {
  const others = pairs.filter(({ details }) => details === undefined);
  return others.length === 0 ? html`` : pairTable(caption, others);
}

function pairTable(caption: string, pairs: readonly ComparedPair[]): Html {
  return table({
    caption,
    captionHidden: true,
    columns: [
      { label: 'Task' },
      { label: 'Place', minor: true },
      { label: 'First' },
      { label: 'Second' },
      { label: 'First took', numeric: true, minor: true },
      { label: 'Second took', numeric: true, minor: true },
    ],
    rows: pairs.map(pairRow),
    empty: '',
  });
}

function pairRow({ left, right }: ComparedPair): unknown[] {
  const named = right ?? left;
  if (named === undefined) return [];
  const result = (task: TaskRow | undefined) =>
    task === undefined
      ? html`<span class="none">not there</span>`
      : html`<a href="${links.task(task.run, task.number)}">${badge(task.result)}</a>`;
  const took = (task: TaskRow | undefined) => (task === undefined ? dash : duration(task.duration));
  return [taskTitle(named), html`<code class="none">${named.span}</code>`, result(left), result(right), took(left), took(right)];
}
