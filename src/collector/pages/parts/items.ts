import { html } from 'hono/html';
import type { ItemEnd } from '../../../core/events.ts';
import { badge } from './badge.ts';
import type { CardLimit } from './card-limit.ts';
import type { Html } from './html.ts';
import { said } from './said.ts';
import { shortened } from './shortened.ts';
import { isLoud, urgency } from './urgency.ts';
import { plainText } from './values.ts';

/** The items of a loop: those that failed or changed something with all they said, the others by name. */
export function items(all: readonly ItemEnd[], limit: CardLimit, whole: string | undefined): Html {
  if (all.length === 0) return html``;
  const ordered = all.toSorted((a, b) => urgency(a.result) - urgency(b.result));
  const shown = itemList(ordered.slice(0, limit.items), limit, whole);
  if (all.length <= limit.items) return shown;
  const label = `Show all ${all.length} items`;
  if (whole !== undefined) return html`${shown}<p class="more"><a href="${whole}">${label}</a></p>`;
  const rest = itemList(ordered.slice(limit.items), limit, whole);
  return html`${shown}<details class="more"><summary>${label}</summary>${rest}</details>`;
}

function itemList(part: readonly ItemEnd[], limit: CardLimit, whole: string | undefined): Html {
  const alone = part.filter((item) => isLoud(item) || item.msg !== undefined);
  const named = part.filter((item) => !alone.includes(item));
  const others = (result: ItemEnd['result']) => {
    const own = named.filter((item) => item.result === result);
    return own.length === 0 ? '' : html`<li>${badge(result)}${own.map((item) => html`<code>${labelOf(item)}</code> `)}</li>\n`;
  };
  const entry = (item: ItemEnd) =>
    html`<li>${badge(item.result)}<code>${labelOf(item)}</code>\n${said(item, limit, whole)}</li>\n`;
  return html`<ul class="items">${alone.map(entry)}${others('ok')}${others('skipped')}</ul>`;
}

function labelOf({ item }: ItemEnd): string {
  return shortened(plainText(item), 200);
}
