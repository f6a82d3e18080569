import { html } from 'hono/html';
import { type HostFilter, type HostRow, type HostState, hostStates, type Page } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import { badge, mode } from '../parts/badge.ts';
import { commitName } from '../parts/commit.ts';
import { count } from '../parts/count.ts';
import { countChip } from '../parts/count-chip.ts';
import { dash } from '../parts/dash.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { pager } from '../parts/pager.ts';
import { shareBar } from '../parts/share-bar.ts';
import { table } from '../parts/table.ts';
import { duration, when } from '../parts/time.ts';

export interface HostsData {
  readonly counts: Readonly<Record<HostState, number>>;
  readonly hosts: Page<HostRow>;
  readonly filter: HostFilter;
  readonly isFirst: boolean;
  readonly now: number;
}

/** Every host and what its last run says of it. */
export function hostsView({ counts, hosts, filter, isFirst, now }: HostsData): PageContent {
  const all = hostStates.reduce((sum, state) => sum + counts[state], 0);
  const next = hosts.cursor === null ? undefined : links.hosts(filter, hosts.cursor);
  const body = html`<div class="title"><h1>Hosts</h1></div>
<div id="share" data-live>${shareBar(hostStates.map((state) => [state, counts[state]]))}</div>
<div class="bar"><div id="counts" data-live>${chips(counts, all, filter)}</div>
${search(filter)}</div>
<div id="hosts" data-live>
${hostTable(hosts.items, filter, all, now)}
${pager('hosts', links.hosts(filter), next, isFirst)}
</div>`;
  return { title: 'Hosts', section: 'Hosts', body, live: '' };
}

/** A link for each state; the one that is chosen leads back to all. */
function chips(counts: HostsData['counts'], sum: number, filter: HostFilter): Html {
  const { search: name } = filter;
  const all = links.hosts({ search: name });
  const chip = (state: HostState) =>
    countChip({ state, count: counts[state], isChosen: filter.state === state, only: links.hosts({ state, search: name }), all });
  const current = filter.state === undefined ? html` aria-current="true"` : '';
  return html`<ul class="chips" aria-label="Hosts by state">
<li><a href="${all}"${current}><b>${sum}</b> all</a></li>
${hostStates.map(chip)}</ul>`;
}

function search({ state, search: name }: HostFilter): Html {
  return html`<form class="filter" role="search" action="/">
${state === undefined ? '' : html`<input type="hidden" name="state" value="${state}">`}
<label class="beside">Name <input type="search" id="search" name="search" value="${name ?? ''}" autocomplete="off" spellcheck="false"></label>
<button>Find</button>
</form>`;
}

function hostTable(rows: readonly HostRow[], filter: HostFilter, all: number, now: number): Html {
  const isFiltered = filter.state !== undefined || filter.search !== undefined;
  return table({
    caption: 'Hosts with their last runs',
    captionHidden: true,
    columns: [
      { label: 'Host' },
      { label: 'State', status: true },
      { label: 'Last run' },
      { label: 'Mode' },
      { label: 'Commit' },
      { label: 'Changed', numeric: true },
      { label: 'Failed', numeric: true },
      { label: 'Took', numeric: true },
    ],
    rows: rows.map((row) => [html`<a href="${links.host(row.host)}">${row.host}</a>`, badge(row.state), ...lastRun(row, now)]),
    empty:
      isFiltered && all > 0
        ? html`No host is like that. <a href="${links.hosts()}">Show all ${all} hosts</a>`
        : html`No host has reported yet. Reports of <code>drover apply</code> and of dispatched runs will show up here.`,
  });
}

function lastRun({ lastRun: run, commit }: HostRow, now: number): unknown[] {
  if (run === undefined) return [html`<span class="none">never</span>`, dash, commitName(commit), dash, dash, dash];
  return [
    html`<a href="${links.run(run.run)}">${when(run.started, now)}</a>`,
    mode(run.check),
    commitName(commit),
    count('changed', run.recap.changed),
    count('failed', run.recap.failed + run.recap.unreachable),
    duration(run.duration),
  ];
}
