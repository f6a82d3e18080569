import { html } from 'hono/html';
import type { Diff } from '../../../core/diff.ts';
import { type DiffRow, diffRows, type RowKind } from './diff-rows.ts';
import type { Html } from './html.ts';

const marks: Readonly<Record<RowKind, string>> = { note: '', header: '', hunk: '', added: '+', removed: '-', same: ' ' };

export interface DiffLimit {
  /** Lines shown of one diff. */
  readonly lines: number;
  /** Characters of both sides up to which they are compared at all. */
  readonly characters: number;
  /** Where the whole is, if it is not here. */
  readonly whole?: string;
}

/** A task's diffs in colour, one block for each that differs. */
export function diffs(all: readonly Diff[], limit: DiffLimit): Html {
  return html`${all.map((diff) => oneDiff(diff, limit))}`;
}

function oneDiff(diff: Diff, limit: DiffLimit): Html {
  const size = sideSize(diff.before) + sideSize(diff.after);
  if (size > limit.characters) return tooLarge(size, limit.whole);
  const rows = diffRows(diff);
  if (rows.length === 0) return html``;
  const shown = html`<pre class="diff">${rows.slice(0, limit.lines).map(line)}</pre>`;
  if (rows.length <= limit.lines) return shown;
  const label = `all ${rows.length.toLocaleString('en')} lines of the diff`;
  if (limit.whole !== undefined) return html`${shown}<p class="more"><a href="${limit.whole}">Show ${label}</a></p>`;
  const rest = html`<pre class="diff">${rows.slice(limit.lines).map(line)}</pre>`;
  return html`${shown}<details class="more"><summary>Show ${label}</summary>${rest}</details>`;
}

function sideSize(side: Diff['before']): number {
  if (side === undefined) return 0;
  return typeof side === 'string' ? side.length : JSON.stringify(side).length;
}

function tooLarge(size: number, whole: string | undefined): Html {
  const said = `The two sides have ${size.toLocaleString('en')} characters`;
  if (whole === undefined) return html`<p class="more">${said}: too many to compare on a page. The API has them.</p>`;
  return html`<p class="more">${said}. <a href="${whole}">Show the diff</a></p>`;
}

/** Every line ends with its line break, so that what is copied from the page is a diff. */
function line({ kind, text, from, to }: DiffRow): Html {
  const inside =
    to > from
      ? html`${marks[kind]}${text.slice(0, from)}<b>${text.slice(from, to)}</b>${text.slice(to)}\n`
      : `${marks[kind]}${text}\n`;
  if (kind === 'added') return html`<ins>${inside}</ins>`;
  if (kind === 'removed') return html`<del>${inside}</del>`;
  return html`<span class="${kind}">${inside}</span>`;
}
