import { html } from 'hono/html';
import { type Badged, toneOf, wordOf } from './badge.ts';
import type { Html } from './html.ts';

export interface CountChip {
  readonly state: Badged;
  readonly count: number;
  readonly isChosen: boolean;
  /** Where only these are listed. */
  readonly only: string;
  /** Where all are. */
  readonly all: string;
}

/** A count that chooses what is listed. The one that is chosen leads back to all, and a zero leads nowhere. */
export function countChip({ state, count, isChosen, only, all }: CountChip): Html {
  const text = html`<b>${count}</b> ${wordOf(state)}`;
  if (isChosen) return html`<li><a href="${all}" class="tone-${toneOf(state)}" aria-current="true">${text}</a></li>\n`;
  if (count === 0) return html`<li><span>${text}</span></li>\n`;
  return html`<li><a href="${only}" class="tone-${toneOf(state)}">${text}</a></li>\n`;
}
