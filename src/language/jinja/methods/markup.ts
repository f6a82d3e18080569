import { Tuple } from '../../../core/value/collections.ts';
import { PyFunction } from '../../../core/value/function.ts';
import { escaped, escapeHtml, Markup, marked, plainText } from '../../../core/value/markup.ts';
import { toList } from '../../../core/value/sequence.ts';
import type { Value } from '../../../core/value/types.ts';
import { stripTags, unescapeHtml } from '../python/html.ts';
import { formatText } from './format.ts';
import type { Method } from './method.ts';
import { methodOf } from './method-of.ts';

/** What Markup has beside the methods of `str`, and what does otherwise there. */
const own: Readonly<Record<string, Method<Markup>>> = {
  __html__: (self) => self,
  unescape: (self) => unescapeHtml(self.value),
  striptags: (self) => stripTags(self.value),
  join: (self, [items = null]) =>
    new Markup(
      toList(items)
        .map((item) => escaped(item).value)
        .join(self.value),
    ),
  format: (self, args, kwargs) => new Markup(formatText(self.value, args, kwargs, finish)),
};

function finish(text: string, value: Value): string {
  return value instanceof Markup ? text : escapeHtml(text);
}

/** A method of Markup: that of `str`, whose texts are Markup again. */
export function markupMethod(self: Markup, name: string): Value | undefined {
  const other = Object.hasOwn(own, name) ? own[name] : undefined;
  if (other !== undefined) return new PyFunction(name, (args, kwargs) => other(self, args, kwargs), 'method');
  const method = methodOf(self.value, name);
  if (method === undefined) return undefined;
  const inserted = name === 'replace' ? 1 : -1;
  return new PyFunction(name, (args, kwargs) => {
    const given = args.map((argument, i) => (i === inserted ? escaped(argument).value : plainText(argument)));
    return allMarked(method(self.value, given, kwargs));
  });
}

function allMarked(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => marked(item));
  return value instanceof Tuple ? new Tuple(value.items.map((item) => marked(item))) : marked(value);
}
