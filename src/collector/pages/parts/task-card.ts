import { html } from 'hono/html';
import type { TaskDetail, TaskRow } from '../../model.ts';
import { badge, toneOf } from './badge.ts';
import type { CardLimit } from './card-limit.ts';
import type { Html } from './html.ts';
import { items } from './items.ts';
import { links } from './links.ts';
import { said } from './said.ts';
import { duration } from './time.ts';

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
${said(task, limit, whole)}
${items(task.items, limit, whole)}`;
}
