import { html } from 'hono/html';
import type { Diff } from '../../../core/diff.ts';
import { type DiffBudget, sizeOf, spendCharacters } from './diff-budget.ts';
import { type DiffRow, diffRows, type RowKind } from './diff-rows.ts';
import type { Html } from './html.ts';

/** Lines of one diff in any case: a browser can show more, but nobody reads them. */
const mostLines = 20_000;

const marks: Readonly<Record<RowKind, string>> = { note: '', header: '', hunk: '', added: '+', removed: '-', same: ' ' };

export interface DiffLimit {
  /** Lines shown of one diff. */
  readonly lines: number;
  /** Of the whole page. */
  readonly budget: DiffBudget;
  /** Where the whole is, if it is not here. */
  readonly whole?: string;
}

/** A task's diffs in colour, one block for each that differs. */
export function diffs(all: readonly Diff[], limit: DiffLimit): Html {
  return html`${all.map((diff) => oneDiff(diff, limit))}`;
}

function oneDiff(diff: Diff, limit: DiffLimit): Html {
  if (!spendCharacters(limit.budget, diff)) return tooLarge(sizeOf(diff.before) + sizeOf(diff.after), limit.whole);
  const rows = diffRows(diff, limit.budget);
  if (rows.length === 0) return html``;
  const shown = html`<pre class="diff">${rows.slice(0, limit.lines).map(line)}</pre>`;
  if (rows.length <= limit.lines) return shown;
  const all = `${rows.length.toLocaleString('en')} lines of the diff`;
  const label = rows.length > mostLines ? `${mostLines.toLocaleString('en')} of the ${all}` : `all ${all}`;
  if (limit.whole !== undefined) return html`${shown}<p class="more"><a href="${limit.whole}">Show ${label}</a></p>`;
  const rest = html`<pre class="diff">${rows.slice(limit.lines, mostLines).map(line)}</pre>`;
  const cut = rows.length > mostLines ? html`<p>The API has the rest.</p>` : '';
  return html`${shown}<details class="more"><summary>Show ${label}</summary>${rest}${cut}</details>`;
}

function tooLarge(size: number, whole: string | undefined): Html {
  const said = `Both sides have ${size.toLocaleString('en')} characters`;
  if (whole === undefined) return html`<p class="more">${said}: too many for a page. The API has them.</p>`;
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
