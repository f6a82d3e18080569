import { html } from 'hono/html';
import type { ItemEnd, TaskResult } from '../../../core/events.ts';
import type { TaskDetail, TaskRow } from '../../model.ts';
import { badge, toneOf } from './badge.ts';
import { changes } from './changes.ts';
import { type DiffLimit, diffs } from './diff.ts';
import type { Html } from './html.ts';
import { links } from './links.ts';
import { longText } from './long-text.ts';
import { duration } from './time.ts';
import { plainText } from './values.ts';

/** How much of a task stands on a page before one has to ask for more. */
export interface CardLimit {
  readonly diff: Omit<DiffLimit, 'whole'>;
  /** Characters of a message. */
  readonly text: number;
  readonly items: number;
  /** True on the task's own page: what is cut can be unfolded there. */
  readonly isWhole: boolean;
}

const failures: ReadonlySet<TaskResult> = new Set(['failed', 'rescued', 'ignored']);

/** `role : task`, as Ansible writes it. */
export function taskTitle({ role, task }: Pick<TaskRow, 'role' | 'task'>): string {
  return role === null ? task : `${role} : ${task}`;
}

/** One task of a run with what it said and did. */
export function taskCard(task: TaskDetail, limit: CardLimit): Html {
  const address = links.task(task.run, task.number);
  return html`<article class="task edge-${toneOf(task.result)}" id="task-${task.number}">
<header>${badge(task.result)}<h3><a href="${address}">${taskTitle(task)}</a></h3><span class="took">${duration(task.duration)}</span></header>
${taskFacts(task)}
${taskBody(task, limit)}
</article>`;
}

/** Where the task stands and how it ran. */
export function taskFacts(task: TaskDetail): Html {
  const facts = [
    html`<code>${task.span}</code>`,
    html`<span>${task.module}</span>`,
    task.handler ? html`<span>handler</span>` : '',
    task.delegated === null ? '' : html`<span>delegated to ${task.delegated}</span>`,
    task.attempts === null || task.attempts < 2 ? '' : html`<span>${task.attempts} attempts</span>`,
  ];
  return html`<p class="facts-of">${facts}</p>`;
}

/** Message, diffs and items of a task. */
export function taskBody(task: TaskDetail, limit: CardLimit): Html {
  const whole = limit.isWhole ? undefined : links.task(task.run, task.number);
  return html`${task.censored ? html`<p class="none">The output is hidden: <code>no_log</code> was given for this task.</p>` : ''}
${task.predicted === null ? '' : html`<p class="none">${task.predicted}</p>`}
${message(task.msg, task.result, limit, whole)}
${task.diff.length > 0 ? diffs(task.diff, diffLimit(limit, whole)) : changes(task.changes, limit, whole)}
${items(task.items, limit, whole)}`;
}

function diffLimit({ diff }: CardLimit, whole: string | undefined): DiffLimit {
  return whole === undefined ? diff : { ...diff, whole };
}

function message(msg: string | null | undefined, result: TaskResult, limit: CardLimit, whole: string | undefined): Html {
  if (msg === null || msg === undefined || msg === '') return html``;
  return html`<div class="message${failures.has(result) ? ' is-failed' : ''}">${longText(msg, limit.text, whole)}</div>`;
}

/** The items of a loop; those that failed or changed something come first, since the list may be cut. */
function items(all: readonly ItemEnd[], limit: CardLimit, whole: string | undefined): Html {
  if (all.length === 0) return html``;
  const ordered = all.toSorted((a, b) => urgency(a.result) - urgency(b.result));
  const list = (part: readonly ItemEnd[]) => html`<ul class="items">${part.map((item) => itemEntry(item, limit, whole))}</ul>`;
  const shown = list(ordered.slice(0, limit.items));
  if (all.length <= limit.items) return shown;
  const label = `Show all ${all.length} items`;
  if (whole !== undefined) return html`${shown}<p class="more"><a href="${whole}">${label}</a></p>`;
  return html`${shown}<details class="more"><summary>${label}</summary>${list(ordered.slice(limit.items))}</details>`;
}

function itemEntry(item: ItemEnd, limit: CardLimit, whole: string | undefined): Html {
  const label = plainText(item.item);
  const cut = label.length > 200 ? `${label.slice(0, 200)}…` : label;
  return html`<li>${badge(item.result)}<code>${cut}</code>
${message(item.msg, item.result, limit, whole)}
${item.diff === undefined ? changes(item.changes ?? [], limit, whole) : diffs(item.diff, diffLimit(limit, whole))}</li>\n`;
}

const order: readonly TaskResult[] = ['failed', 'rescued', 'ignored', 'changed', 'ok', 'skipped'];

/** The place of a result where what wants a person's eye comes first. */
export function urgency(result: TaskResult): number {
  return order.indexOf(result);
}
