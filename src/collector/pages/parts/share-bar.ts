import { html } from 'hono/html';
import { type Badged, toneOf } from './badge.ts';
import type { Html } from './html.ts';

/** What part of the whole each state has, as a bar. The figures stand beside it, so that it is only for the eye. */
export function shareBar(counts: readonly (readonly [Badged, number])[]): Html {
  const whole = counts.reduce((sum, [, number]) => sum + number, 0);
  if (whole === 0) return html``;
  let start = 0;
  const parts = counts
    .filter(([, number]) => number > 0)
    .map(([state, number]) => {
      const width = (number / whole) * 1000;
      const part = html`<rect class="fill-${toneOf(state)}" x="${start.toFixed(1)}" width="${width.toFixed(1)}" height="8"/>`;
      start += width;
      return part;
    });
  return html`<svg class="share" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}
