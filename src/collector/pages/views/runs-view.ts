import { html } from 'hono/html';
import type { Page, RunFilter, RunRow, RunStatus } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { pager } from '../parts/pager.ts';
import { runTable } from '../parts/run-table.ts';

export const runStatuses: readonly RunStatus[] = ['running', 'done', 'failed', 'interrupted', 'lost'];

export interface RunsData {
  readonly runs: Page<RunRow>;
  readonly filter: RunFilter;
  readonly isFirst: boolean;
  readonly now: number;
}

/** Runs of all hosts, newest first. */
export function runsView({ runs, filter, isFirst, now }: RunsData): PageContent {
  const next = runs.cursor === null ? undefined : links.runs(filter, runs.cursor);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  const body = html`<div class="title"><h1>Runs</h1></div>
${form(filter, isFiltered)}
<div id="runs" data-live>
${runTable({
  caption: 'Runs, newest first',
  captionHidden: true,
  runs: runs.items,
  now,
  withHost: true,
  empty: isFiltered ? html`No run is like that. <a href="${links.runs()}">Show all runs</a>` : 'No run has reported yet.',
})}
${pager('runs', links.runs(filter), next, isFirst)}
</div>`;
  return { title: 'Runs', section: 'Runs', body, live: '' };
}

function form({ host, status, commit, dispatch, check }: RunFilter, isFiltered: boolean): Html {
  const modes = [
    ['', 'any'],
    ['true', 'check'],
    ['false', 'apply'],
  ] as const;
  const statuses = [['', 'any'] as const, ...runStatuses.map((name) => [name, name] as const)];
  return html`<form class="filter" role="search" action="/runs">
<label>Host <input id="host" name="host" value="${host ?? ''}" autocomplete="off" spellcheck="false"></label>
<label>Status ${choice('status', statuses, status ?? '')}</label>
<label>Mode ${choice('check', modes, check === undefined ? '' : String(check))}</label>
<label>Whole commit <input id="commit" name="commit" value="${commit ?? ''}" autocomplete="off" spellcheck="false"></label>
<label>Dispatch <input id="dispatch" name="dispatch" value="${dispatch ?? ''}" autocomplete="off" spellcheck="false"></label>
<button>Filter</button>
${isFiltered ? html`<a href="${links.runs()}">Clear</a>` : ''}
</form>`;
}

function choice(name: string, options: readonly (readonly [string, string])[], chosen: string): Html {
  const option = ([value, label]: readonly [string, string]) =>
    html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`;
  return html`<select id="${name}" name="${name}">${options.map(option)}</select>`;
}
