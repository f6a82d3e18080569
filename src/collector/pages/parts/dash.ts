import { html } from 'hono/html';

/** Stands where a table has nothing to say. */
export const dash = html`<span class="none dash">&ndash;</span>`;
