import { html } from 'hono/html';
import type { ItemEnd } from '../../../core/events.ts';
import type { RunRow, TaskDetail } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import { badge } from '../parts/badge.ts';
import type { CardLimit } from '../parts/card-limit.ts';
import { fields } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { shortened } from '../parts/shortened.ts';
import { taskBody, taskTitle } from '../parts/task-card.ts';
import { duration } from '../parts/time.ts';
import { plainText, values } from '../parts/values.ts';

export interface TaskData {
  readonly run: RunRow;
  readonly task: TaskDetail;
  readonly hasNext: boolean;
}

const limits = (): CardLimit => ({
  diff: { lines: 1000, budget: { characters: 8_000_000, pairs: 20_000_000 } },
  text: 20_000,
  items: 200,
  isWhole: true,
});

/** One task whole: message, diffs, items, and all that the module returned. */
export function taskView({ run, task, hasNext }: TaskData): PageContent {
  const title = taskTitle(task);
  const body = html`<p class="crumbs"><a href="/runs">Runs</a> / <a href="${links.host(run.host)}">${run.host}</a> /
<a href="${links.run(run.run)}">${run.run}</a></p>
<div class="title"><h1>${title}</h1>${badge(task.result)}</div>
${fields([
  ['Place', html`<code>${task.span}</code>`],
  ['Module', html`<code>${task.module}</code>`],
  ['Play', task.play],
  ['Took', duration(task.duration)],
  ['Kind', task.handler ? 'handler' : null],
  ['Delegated to', task.delegated],
  ['Attempts', task.attempts],
])}
${taskBody(task, limits())}
${hasNothing(task) ? html`<p class="empty">Nothing had to be done.</p>` : ''}
${returned(task)}
${steps(task, hasNext)}`;
  return { title: `${title} on ${run.host}`, section: 'Runs', body };
}

function hasNothing({ result, msg, diff, changes, items, details }: TaskDetail): boolean {
  return result === 'ok' && !msg && diff.length + changes.length + items.length === 0 && details === null;
}

function returned({ details, items }: TaskDetail): Html {
  const own = details === null || Object.keys(details).length === 0 ? '' : html`<h2>Returned</h2>${values(details)}`;
  const ofItems = items.filter((item) => Object.keys(item.details ?? {}).length > 0);
  if (ofItems.length === 0) return html`${own}`;
  return html`${own}<h2>Returned for each item</h2>${ofItems.map(itemDetails)}`;
}

function itemDetails(item: ItemEnd): Html {
  return html`<details><summary>${shortened(plainText(item.item), 120)}</summary>${values(item.details ?? {})}</details>\n`;
}

function steps({ run, number }: TaskDetail, hasNext: boolean): Html {
  const before = number > 1 ? html`<a rel="prev" href="${links.task(run, number - 1)}">Previous task</a>` : html`<span></span>`;
  const after = hasNext ? html`<a rel="next" href="${links.task(run, number + 1)}">Next task</a>` : html`<span></span>`;
  return html`<nav class="step" aria-label="Tasks of the run">${before}${after}</nav>`;
}
