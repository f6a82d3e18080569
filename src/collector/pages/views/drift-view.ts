import { html } from 'hono/html';
import type { DriftPoint, HostRow } from '../../model.ts';
import type { PageContent } from '../layout.ts';
import { badge } from '../parts/badge.ts';
import { commitName } from '../parts/commit.ts';
import { count } from '../parts/count.ts';
import type { Html } from '../parts/html.ts';
import { links } from '../parts/links.ts';
import { table } from '../parts/table.ts';
import { when } from '../parts/time.ts';
import { driftChart } from './drift-chart.ts';

const hour = 3_600_000;

/** How far back the chart goes, and in how many columns. */
export const driftSpans = {
  day: { words: '24 hours', length: 24 * hour, points: 24, pointsPerLabel: 3 },
  week: { words: '7 days', length: 168 * hour, points: 28, pointsPerLabel: 4 },
  month: { words: '30 days', length: 720 * hour, points: 30, pointsPerLabel: 5 },
  quarter: { words: '90 days', length: 2160 * hour, points: 45, pointsPerLabel: 5 },
} as const;

export type DriftSpan = keyof typeof driftSpans;

export interface DriftData {
  readonly points: readonly DriftPoint[];
  readonly span: DriftSpan;
  /** Those that are drifted now. */
  readonly hosts: readonly HostRow[];
  readonly drifted: number;
  readonly now: number;
}

/** Drift over time, and the hosts that differ from their commit now. */
export function driftView({ points, span, hosts, drifted, now }: DriftData): PageContent {
  const runs = sum(points, 'runs');
  const summary = `${runs} runs in ${driftSpans[span].words}: ${sum(points, 'drifted')} found drift, ${sum(points, 'failed')} failed`;
  const label = timeLabel(span);
  const body = html`<div class="title"><h1>Drift</h1></div>
<p class="none">Drift is what changes on a host after it has reached its commit. A check finds it, an apply mends it: both count here.</p>
<ul class="chips" aria-label="How far back">${(Object.keys(driftSpans) as DriftSpan[]).map((name) => spanLink(name, span))}</ul>
<div id="drift" data-live>
<p>${summary}.</p>
${runs === 0 ? '' : html`${driftChart({ points, pointsPerLabel: driftSpans[span].pointsPerLabel, label, summary })}${legend}`}
<h2>Drifted now <span class="none">${drifted}</span></h2>
${driftedHosts(hosts, drifted, now)}
<details class="group" id="figures"><summary>The chart as a table</summary>${figures(points, span)}</details>
</div>`;
  return { title: 'Drift', section: 'Drift', body, live: '' };
}

function sum(points: readonly DriftPoint[], field: 'runs' | 'drifted' | 'failed'): number {
  return points.reduce((all, point) => all + point[field], 0);
}

function spanLink(name: DriftSpan, chosen: DriftSpan): Html {
  return html`<li><a href="${links.drift(name)}"${name === chosen ? html` aria-current="true"` : ''}>${driftSpans[name].words}</a></li>\n`;
}

/** `21:00` of a day, `11-21` of a longer span; UTC, as everywhere. */
function timeLabel(span: DriftSpan): (time: number) => string {
  return (time) => {
    const iso = new Date(time).toISOString();
    return span === 'day' ? iso.slice(11, 16) : iso.slice(5, 10);
  };
}

const swatch = (tone: string) =>
  html`<svg viewBox="0 0 10 10" aria-hidden="true"><rect class="fill-${tone}" width="10" height="10" rx="2"/></svg>`;

const legend = html`<ul class="legend"><li>${swatch('rest')}neither</li><li>${swatch('drifted')}drift</li><li>${swatch('failed')}failed</li></ul>`;

function driftedHosts(hosts: readonly HostRow[], drifted: number, now: number): Html {
  const list = table({
    caption: 'Hosts whose last run found drift',
    captionHidden: true,
    columns: [
      { label: 'Host' },
      { label: 'State', status: true },
      { label: 'Last run' },
      { label: 'Commit' },
      { label: 'Changed', numeric: true },
    ],
    rows: hosts.map(({ host, state, commit, lastRun }) => [
      html`<a href="${links.host(host)}">${host}</a>`,
      badge(state),
      lastRun === undefined ? '' : html`<a href="${links.run(lastRun.run)}">${when(lastRun.started, now)}</a>`,
      commitName(commit),
      lastRun === undefined ? '' : count('changed', lastRun.recap.changed),
    ]),
    empty: 'No host has drifted.',
  });
  if (hosts.length >= drifted) return list;
  return html`${list}<p><a href="${links.hosts({ state: 'drifted' })}">Show all ${drifted}</a></p>`;
}

function figures(points: readonly DriftPoint[], span: DriftSpan): Html {
  const start = (time: number) => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
  const used = points.filter(({ runs }) => runs > 0).toReversed();
  return table({
    caption: `Runs in each part of the last ${driftSpans[span].words}, newest first; parts without runs are left out`,
    columns: [
      { label: 'From (UTC)' },
      { label: 'Runs', numeric: true },
      { label: 'Found drift', numeric: true },
      { label: 'Failed', numeric: true },
    ],
    rows: used.map((point) => [
      html`<time datetime="${new Date(point.time).toISOString()}">${start(point.time)}</time>`,
      point.runs,
      point.drifted === 0 ? html`<span class="none">0</span>` : html`<b class="count tone-drifted">${point.drifted}</b>`,
      count('failed', point.failed),
    ]),
    empty: 'No run in this time.',
  });
}
