import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../callable.ts';
import { defined } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { isUndefined } from '../undefined.ts';

/** Jinja2's filters for HTML. Markup is plain text here, so a second `escape` escapes again. */
export const htmlFilters: Readonly<Record<string, Filter>> = {
  e: (value) => escapeHtml(text(value)),
  escape: (value) => escapeHtml(text(value)),
  forceescape: (value) => escapeHtml(text(value)),
  safe: (value) => text(value),
  striptags: (value) => stripTags(text(value)),
  xmlattr,
};

function xmlattr(value: Value, call: Call): Value {
  const [space = true] = bind(call, { autospace: true });
  const entries = mappingOf(defined(value));
  if (entries === undefined) throw failure('write attributes', `'${typeName(value)}' object has no attribute 'items'`);
  const shown = [...entries].filter(([, entry]) => entry !== null && !isUndefined(entry));
  const attributes = shown.map(([key, entry]) => {
    if (/[\s/>=]/.test(text(key))) throw failure('write attributes', `Invalid character in attribute name: '${text(key)}'`);
    return `${escapeHtml(text(key))}="${escapeHtml(text(entry))}"`;
  });
  return (truthy(space) && attributes.length > 0 ? ' ' : '') + attributes.join(' ');
}

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
