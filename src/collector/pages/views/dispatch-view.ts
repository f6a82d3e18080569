import { html } from 'hono/html';
import type { DispatchHost, DispatchRow } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import { type Badged, badge, mode, runOutcome } from '../parts/badge.ts';
import { commitLink } from '../parts/commit.ts';
import { count } from '../parts/count.ts';
import { dash } from '../parts/dash.ts';
import { fields } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { rolesText } from '../parts/roles.ts';
import { shareBar } from '../parts/share-bar.ts';
import { shortened } from '../parts/shortened.ts';
import { table } from '../parts/table.ts';
import { duration, exact, when } from '../parts/time.ts';
import { reportedOf } from './dispatches-view.ts';

export interface DispatchData {
  readonly dispatch: DispatchRow;
  readonly hosts: readonly DispatchHost[];
  /** There are more hosts than were read. */
  readonly isCut: boolean;
  readonly now: number;
}

/** Failed and silent hosts first. */
const order: readonly Badged[] = [
  'failed',
  'lost',
  'silent',
  'interrupted',
  'waiting',
  'running',
  'drifted',
  'pending',
  'changed',
  'ok',
];

/** One dispatch: who was expected, who reported what, who did not. */
export function dispatchView({ dispatch, hosts, isCut, now }: DispatchData): PageContent {
  const sorted = hosts
    .map((host) => ({ ...host, state: stateOf(host) }))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.host < b.host ? -1 : 1));
  const counts = order.map((state) => [state, sorted.filter((host) => host.state === state).length] as const);
  const body = html`<p class="crumbs"><a href="/dispatches">Dispatches</a></p>
<div id="dispatch" data-live>
<div class="title"><h1>${dispatch.dispatch}</h1></div>
${fields([
  ['Started', html`${when(dispatch.started, now)} <span class="none">${exact(dispatch.started)}</span>`],
  ['By', dispatch.by],
  ['Mode', mode(dispatch.check)],
  ['Commit', commitLink(dispatch.commit)],
  ['Roles', rolesText(dispatch.roles)],
  ['Reported', reportedOf(dispatch)],
  ['Failed', count('failed', dispatch.failed)],
  ['Silent', dispatch.silent === 0 ? null : dispatch.silent],
])}
${shareBar(counts)}
<ul class="legend">${counts.filter(([, number]) => number > 0).map(([state, number]) => html`<li>${badge(state)} ${number}</li>\n`)}</ul>
${isCut ? html`<p>These are ${hosts.length.toLocaleString('en')} of the hosts, silent ones before others; the API has all of them.</p>` : ''}
${hostTable(sorted, now)}
</div>`;
  const isOver = hosts.length > 0 && sorted.every(({ state }) => state !== 'running' && state !== 'waiting');
  const live = isOver ? {} : { live: `?dispatch=${encodeURIComponent(dispatch.dispatch)}` };
  return { title: `Dispatch ${dispatch.dispatch}`, section: 'Dispatches', body, ...live };
}

function stateOf({ run, silent }: DispatchHost): Badged {
  if (run !== undefined) return runOutcome(run);
  return silent ? 'silent' : 'waiting';
}

function hostTable(hosts: readonly (DispatchHost & { readonly state: Badged })[], now: number): Html {
  return table({
    caption: 'Hosts of this dispatch, failed and silent ones first',
    columns: [
      { label: 'Host' },
      { label: 'Result', status: true },
      { label: 'Run' },
      { label: 'Changed', numeric: true },
      { label: 'Failed', numeric: true },
      { label: 'Took', numeric: true },
      { label: 'Note' },
    ],
    rows: hosts.map(({ host, state, run, expected }) => {
      const note = expected ? (run?.message ?? '') : 'was not expected';
      const name = html`<a href="${links.host(host)}">${host}</a>`;
      if (run === undefined) return [name, badge(state), dash, dash, dash, dash, note];
      const cells = [count('changed', run.recap.changed), count('failed', run.recap.failed), duration(run.duration)];
      return [
        name,
        badge(state),
        html`<a href="${links.run(run.run)}">${when(run.started, now)}</a>`,
        ...cells,
        shortened(note, 160),
      ];
    }),
    empty: 'Who was expected is not known, and nobody has reported yet.',
  });
}
