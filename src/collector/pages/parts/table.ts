import { html } from 'hono/html';
import type { Html } from './html.ts';

export interface Column {
  readonly label: string;
  /** Set to the right, with figures of one width. */
  readonly numeric?: boolean;
  /** A badge that needs no label; beside the name where the screen is narrow. */
  readonly status?: boolean;
  /** May be left out where the screen is narrow. */
  readonly minor?: boolean;
}

export interface TableData {
  readonly caption: string;
  /** A heading above says the same: the caption is there for those who do not see it. */
  readonly captionHidden?: boolean;
  readonly columns: readonly Column[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly unknown[])[];
  /** Said in place of rows. */
  readonly empty: Html | string;
}

/** A table with caption and headers; where the screen is narrow each row becomes a card that names its values itself. */
export function table({ caption, captionHidden = false, columns, rows, empty }: TableData): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<table class="rows">
<caption${captionHidden ? html` class="unseen"` : ''}>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${looks(column)}>${column.label}</th>`)}</tr></thead>
<tbody>
${rows.map((cells) => html`<tr>${cells.map((cell, at) => tableCell(cell, columns[at], at === 0))}</tr>\n`)}</tbody>
</table>`;
}

function tableCell(content: unknown, column: Column | undefined, isName: boolean): Html {
  if (column === undefined) return html``;
  if (isName) return html`<th scope="row"${looks(column)}>${content}</th>`;
  return html`<td${column.status ? '' : html` data-label="${column.label}"`}${looks(column)}>${content}</td>`;
}

function looks({ numeric = false, minor = false, status = false }: Column): Html {
  const classes = [numeric ? 'number' : '', minor ? 'minor' : '', status ? 'status' : ''].filter((name) => name !== '');
  return classes.length === 0 ? html`` : html` class="${classes.join(' ')}"`;
}
