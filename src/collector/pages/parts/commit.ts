import { html } from 'hono/html';
import type { Html } from './html.ts';
import { links } from './links.ts';

/** A commit as Git shortens it, whole in the title. */
export function commitName(commit: string | null): Html {
  if (commit === null) return html`<span class="none">none</span>`;
  return html`<code title="${commit}">${commit.slice(0, /^[0-9a-f]{40,}$/.test(commit) ? 8 : 40)}</code>`;
}

/** The same, leading to the runs of that commit; nothing where there is none. */
export function commitLink(commit: string | null): Html | null {
  return commit === null ? null : html`<a href="${links.runs({ commit })}">${commitName(commit)}</a>`;
}
