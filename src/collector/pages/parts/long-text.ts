import { html } from 'hono/html';
import type { Html } from './html.ts';
import { shortened } from './shortened.ts';

/**
 * Text as it came, line breaks kept. What is longer than `most` characters is cut; the whole is there to be unfolded, or
 * behind `whole` where the page should not carry it.
 */
export function longText(text: string, most: number, whole?: string): Html {
  if (text.length <= most) return html`<pre class="text">${text}</pre>`;
  const start = html`<pre class="text">${shortened(text, most)}</pre>`;
  const label = `all ${text.length.toLocaleString('en')} characters`;
  if (whole !== undefined) return html`${start}<p class="more"><a href="${whole}">Show ${label}</a></p>`;
  return html`${start}<details class="more"><summary>Show ${label}</summary><pre class="text">${text}</pre></details>`;
}
