import { html } from 'hono/html';
import type { DispatchRow, Page } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import { mode } from '../parts/badge.ts';
import { commitName } from '../parts/commit.ts';
import { count } from '../parts/count.ts';
import { links } from '../parts/links.ts';
import { pager } from '../parts/pager.ts';
import { rolesText } from '../parts/roles.ts';
import { table } from '../parts/table.ts';
import { when } from '../parts/time.ts';

export interface DispatchesData {
  readonly dispatches: Page<DispatchRow>;
  readonly isFirst: boolean;
  readonly now: number;
}

/** What was dispatched, newest first, and how much of it arrived. */
export function dispatchesView({ dispatches, isFirst, now }: DispatchesData): PageContent {
  const next = dispatches.cursor === null ? undefined : links.dispatches(dispatches.cursor);
  const body = html`<div class="title"><h1>Dispatches</h1></div>
<div id="dispatches" data-live>
${table({
  caption: 'Dispatches, newest first',
  captionHidden: true,
  columns: [
    { label: 'Dispatch' },
    { label: 'Started' },
    { label: 'Mode' },
    { label: 'Commit' },
    { label: 'Roles' },
    { label: 'By' },
    { label: 'Reported', numeric: true },
    { label: 'Failed', numeric: true },
    { label: 'Silent', numeric: true },
  ],
  rows: dispatches.items.map((row) => [
    html`<a href="${links.dispatch(row.dispatch)}">${row.dispatch}</a>`,
    when(row.started, now),
    mode(row.check),
    commitName(row.commit),
    rolesText(row.roles),
    row.by ?? html`<span class="none">unknown</span>`,
    reportedOf(row),
    count('failed', row.failed),
    row.silent === 0 ? html`<span class="none">0</span>` : html`<b class="count tone-quiet">${row.silent}</b>`,
  ]),
  empty: html`Nothing was dispatched yet. <code>drover dispatch</code> starts runs on many hosts.`,
})}
${pager('dispatches', links.dispatches(), next, isFirst)}
</div>`;
  return { title: 'Dispatches', section: 'Dispatches', body, live: '' };
}

/** `3 of 4`, and just the count where nobody said who was expected. */
export function reportedOf({ reported, expected }: DispatchRow): string {
  return expected === 0 ? String(reported) : `${reported} of ${expected}`;
}
