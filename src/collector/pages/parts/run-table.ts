import { html } from 'hono/html';
import type { RunRow } from '../../model.ts';
import { badge, mode, runOutcome } from './badge.ts';
import { commitName } from './commit.ts';
import { count } from './count.ts';
import type { Html } from './html.ts';
import { links } from './links.ts';
import { rolesText } from './roles.ts';
import { type Column, table } from './table.ts';
import { duration, when } from './time.ts';

export interface RunTableData {
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly runs: readonly RunRow[];
  readonly now: number;
  readonly empty: Html | string;
  /** Left out where every run is of one host. */
  readonly withHost: boolean;
  /** A further column at the end. */
  readonly extra?: { readonly column: Column; cell(run: RunRow, at: number): Html };
}

const columns: readonly Column[] = [
  { label: 'Started' },
  { label: 'Mode' },
  { label: 'Commit' },
  { label: 'Roles', minor: true },
  { label: 'OK', numeric: true },
  { label: 'Changed', numeric: true },
  { label: 'Failed', numeric: true },
  { label: 'Took', numeric: true },
];

/** Runs, one a row, with what one wants to know before opening one. */
export function runTable({ caption, captionHidden = false, runs, now, empty, withHost, extra }: RunTableData): Html {
  const result: Column = { label: 'Result', status: true };
  const names: Column[] = withHost ? [{ label: 'Host' }, result, { label: 'Run' }] : [{ label: 'Run' }, result];
  return table({
    caption,
    captionHidden,
    empty,
    columns: [...names, ...columns, ...(extra === undefined ? [] : [extra.column])],
    rows: runs.map((row, at) => [
      ...nameCells(row, withHost),
      ...runCells(row, now),
      ...(extra === undefined ? [] : [extra.cell(row, at)]),
    ]),
  });
}

function nameCells(row: RunRow, withHost: boolean): Html[] {
  const run = html`<a href="${links.run(row.run)}">${shortRun(row.run)}</a>`;
  const result = badge(runOutcome(row));
  return withHost ? [html`<a href="${links.host(row.host)}">${row.host}</a>`, result, run] : [run, result];
}

function runCells(row: RunRow, now: number): unknown[] {
  return [
    when(row.started, now),
    mode(row.check),
    commitName(row.commit),
    rolesText(row.roles),
    row.recap.ok,
    count('changed', row.recap.changed),
    count('failed', row.recap.failed + row.recap.unreachable),
    duration(row.duration),
  ];
}

/** What tells a run from its neighbours: an id begins with the time, which stands beside it. */
export function shortRun(run: string): Html {
  return html`<code title="${run}">${/^\d{8}T\d{6}-\w+$/.test(run) ? run.slice(16) : run}</code>`;
}
