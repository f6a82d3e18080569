import { html } from 'hono/html';
import type { Change } from '../../../core/diff.ts';
import type { Html } from './html.ts';
import { shortened } from './shortened.ts';
import { plainText } from './values.ts';

/** Characters of one side. */
const most = 200;

/** What changed where the run made no diff: each path of the state with its value before and after. */
export function changes(all: readonly Change[], limit: { readonly items: number }, whole: string | undefined): Html {
  if (all.length === 0) return html``;
  const entry = ({ path, before, after }: Change) =>
    html`<li><code>${path}</code> <del>${side(before)}</del> <span aria-hidden="true">&rarr;</span> <ins>${side(after)}</ins></li>\n`;
  const list = (part: readonly Change[]) => html`<ul class="changes">${part.map(entry)}</ul>`;
  const shown = list(all.slice(0, limit.items));
  if (all.length <= limit.items) return shown;
  const label = `Show all ${all.length} changes`;
  if (whole !== undefined) return html`${shown}<p class="more"><a href="${whole}">${label}</a></p>`;
  return html`${shown}<details class="more"><summary>${label}</summary>${list(all.slice(limit.items))}</details>`;
}

function side(value: unknown): string {
  const text = value === null || value === undefined ? 'nothing' : plainText(value);
  return shortened(text, most);
}
