import { html } from 'hono/html';
import type { Html } from './html.ts';

/** The way on through a long list: where it goes on, and back to its start. A list of one page has none. */
export function pager(what: string, first: string, next: string | undefined, isFirst: boolean): Html {
  if (isFirst && next === undefined) return html``;
  return html`<nav class="pager" aria-label="Pages of ${what}">
${isFirst ? '' : html`<a href="${first}">First page</a>`}
${next === undefined ? html`<span class="none">End of the list</span>` : html`<a rel="next" href="${next}">Next page</a>`}
</nav>`;
}
