import { text } from '../../../core/value/text.ts';
import type { Filter } from '../callable.ts';

/** Jinja2's filters for HTML. Markup is plain text here, so a second `escape` escapes again. */
export const htmlFilters: Readonly<Record<string, Filter>> = {
  e: (value) => escapeHtml(text(value)),
  escape: (value) => escapeHtml(text(value)),
  forceescape: (value) => escapeHtml(text(value)),
  safe: (value) => text(value),
  striptags: (value) => stripTags(text(value)),
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

export function escapeHtml(source: string): string {
  return source.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\xa0' };

function stripTags(source: string): string {
  const bare = source.replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, '');
  const oneLine = bare.trim().split(/\s+/).join(' ');
  return oneLine.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
