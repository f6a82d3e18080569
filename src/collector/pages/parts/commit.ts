import { html } from 'hono/html';
import type { Html } from './html.ts';

/** A commit as Git shortens it, whole in the title. */
export function commitName(commit: string | null): Html {
  if (commit === null) return html`<span class="none">none</span>`;
  return html`<code title="${commit}">${commit.slice(0, /^[0-9a-f]{40,}$/.test(commit) ? 8 : 40)}</code>`;
}
