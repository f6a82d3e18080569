import { html } from 'hono/html';
import type { Html } from './html.ts';

/** What heads a page: names and values, those that are null left out. */
export function fields(entries: readonly (readonly [string, unknown])[]): Html {
  const given = entries.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return html`<dl class="fields">${given.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}
