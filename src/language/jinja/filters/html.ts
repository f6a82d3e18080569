import { escaped, escapeHtml, Markup } from '../../../core/value/markup.ts';
import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../callable.ts';
import { defined } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { stripTags } from '../python/html.ts';
import { isUndefined } from '../undefined.ts';

/** Jinja2's filters for HTML. */
export const htmlFilters: Readonly<Record<string, Filter>> = {
  e: (value) => escaped(defined(value)),
  escape: (value) => escaped(defined(value)),
  forceescape: (value) => new Markup(escapeHtml(text(value))),
  safe: (value) => new Markup(text(value)),
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
    return `${escaped(key).value}="${escaped(entry).value}"`;
  });
  return (truthy(space) && attributes.length > 0 ? ' ' : '') + attributes.join(' ');
}
