import { html } from 'hono/html';
import type { TaskResult } from '../../../core/events.ts';
import { toneOf } from './badge.ts';
import type { Html } from './html.ts';

/** A count of results: coloured where there are any, quiet where there is none. */
export function count(result: TaskResult, number: number): Html {
  return number === 0 ? html`<span class="none">0</span>` : html`<b class="count tone-${toneOf(result)}">${number}</b>`;
}
