import { html } from 'hono/html';
import type { Html } from './html.ts';
import { longText } from './long-text.ts';

/** Characters of one value before it is cut. */
const most = 2000;

/** Named values, one a row: short ones beside their names, texts of several lines and structures as blocks. */
export function values(record: Readonly<Record<string, unknown>>): Html {
  const entries = Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return html`<dl class="values">${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${valueText(value)}</dd></div>\n`)}</dl>`;
}

function valueText(value: unknown): Html {
  const text = plainText(value);
  if (text === '') return html`<span class="none">empty</span>`;
  if (text.length > 120 || text.includes('\n')) return longText(text, most);
  return html`<code>${text}</code>`;
}

/** A string as it is, anything else as JSON with two spaces. */
export function plainText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? 'undefined');
}
