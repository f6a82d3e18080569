import { html } from 'hono/html';
import type { HostRow, Page, RunRow } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import { badge } from '../parts/badge.ts';
import { commitLink } from '../parts/commit.ts';
import { fields } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { pager } from '../parts/pager.ts';
import { runTable } from '../parts/run-table.ts';
import { when } from '../parts/time.ts';
import { values } from '../parts/values.ts';

export interface HostData {
  readonly host: HostRow;
  readonly facts: Readonly<Record<string, unknown>> | undefined;
  readonly runs: Page<RunRow>;
  readonly isFirst: boolean;
  readonly now: number;
}

/** One host: its state, its runs, the facts it reported. */
export function hostView({ host, facts, runs, isFirst, now }: HostData): PageContent {
  const next = runs.cursor === null ? undefined : links.host(host.host, runs.cursor);
  const body = html`<p class="crumbs"><a href="/">Hosts</a></p>
<div id="host" data-live>
<div class="title"><h1>${host.host}</h1>${badge(host.state)}</div>
${fields([
  ['Last run', host.lastRun && html`<a href="${links.run(host.lastRun.run)}">${when(host.lastRun.started, now)}</a>`],
  ['Commit', commitLink(host.commit)],
  ...notable(facts ?? {}),
])}
<h2>Runs</h2>
${history(host.host, runs.items, now)}
${pager('runs', links.host(host.host), next, isFirst)}
</div>
<h2>Facts</h2>
${facts === undefined ? html`<p class="empty">The last run gathered none.</p>` : factList(facts)}`;
  return { title: host.host, section: 'Hosts', body, live: `?host=${encodeURIComponent(host.host)}` };
}

/** Two runs of the list can be chosen: the newest two are, which is what one wants most often. */
function history(host: string, runs: readonly RunRow[], now: number): Html {
  const choice = (name: 'a' | 'b', run: RunRow, isChosen: boolean) => {
    const label = name === 'a' ? 'before' : 'after';
    const checked = isChosen ? html` checked` : '';
    return html`<label><input type="radio" id="${name}-${run.run}" name="${name}" value="${run.run}"${checked}> ${label}</label> `;
  };
  const list = runTable({
    caption: `Runs on ${host}, newest first`,
    captionHidden: true,
    runs,
    now,
    withHost: false,
    empty: 'No run has reported yet.',
    ...(runs.length < 2
      ? {}
      : {
          extra: {
            column: { label: 'Compare' },
            cell: (run, at) => html`<span class="choice">${choice('a', run, at === 1)}${choice('b', run, at === 0)}</span>`,
          },
        }),
  });
  if (runs.length < 2) return list;
  return html`<form action="/compare">${list}<p class="step"><span></span><button>Compare the two chosen runs</button></p></form>`;
}

/** The facts that a person asks for first, under Ansible's names without `ansible_`. */
const headFacts: readonly (readonly [string, string])[] = [
  ['Kernel', 'kernel'],
  ['Architecture', 'architecture'],
  ['Address', 'default_ipv4.address'],
  ['Init', 'service_mgr'],
  ['Packages', 'pkg_mgr'],
];

function notable(facts: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] {
  const text = (path: string) => {
    const found = factAt(facts, path);
    return typeof found === 'string' && found !== 'NA' ? found : '';
  };
  const system = `${text('distribution')} ${text('distribution_version')}`.trim();
  return [['System', system], ...headFacts.map(([label, path]) => [label, text(path)] as const)];
}

function factAt(facts: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => {
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Record<string, unknown>)[key] : undefined;
  }, facts);
}

/** Few facts need no unfolding. */
function factList(facts: Readonly<Record<string, unknown>>): Html {
  const number = Object.keys(facts).length;
  const open = number <= 12 ? html` open` : '';
  return html`<details id="facts"${open}><summary>${number} ${number === 1 ? 'fact' : 'facts'}</summary>${values(facts)}</details>`;
}
