import { html } from 'hono/html';
import type { TaskRow } from '../../model.ts';
import { badge } from './badge.ts';
import type { Html } from './html.ts';
import { links } from './links.ts';
import { table } from './table.ts';
import { taskTitle } from './task-card.ts';
import { duration } from './time.ts';

export interface TaskTableData {
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly tasks: readonly TaskRow[];
  readonly empty: Html | string;
}

/** Tasks, one a row. */
export function taskTable({ caption, captionHidden = false, tasks, empty }: TaskTableData): Html {
  return table({
    caption,
    captionHidden,
    columns: [
      { label: 'Task' },
      { label: 'Result', status: true },
      { label: 'Module', minor: true },
      { label: 'Place', minor: true },
      { label: 'Took', numeric: true },
    ],
    rows: tasks.map((task) => [
      html`<a href="${links.task(task.run, task.number)}">${taskTitle(task)}</a>${task.handler ? html` <span class="mark">handler</span>` : ''}`,
      badge(task.result),
      html`<span class="none">${task.module.replace(/^ansible\.(builtin|legacy)\./, '')}</span>`,
      html`<code class="none">${task.span}</code>`,
      duration(task.duration),
    ]),
    empty,
  });
}
