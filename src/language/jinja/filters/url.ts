import { iterate as pythonIterate, toList } from '../../../core/value/sequence.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { iterate } from '../python/iterate.ts';
import { splitUrl } from '../python/split-url.ts';
import { urlize } from './urlize.ts';

/** Jinja2's and ansible-core 2.18.6's filters for URLs. */
export const urlFilters: Readonly<Record<string, Filter>> = {
  urlencode: (value) => urlEncode(value),
  urldecode: (value) => decodePercent(stringOnly(value, 'decode a URL').replaceAll('+', ' ')),
  urlsplit,
  urlize,
};

function urlEncode(value: Value): string {
  if (value instanceof Map)
    return Array.from(value, ([key, entry]) => `${quoted(text(key), true)}=${quoted(text(entry), true)}`).join('&');
  if (typeof value === 'string' || pythonIterate(value) === undefined) return quoted(text(value), false);
  return iterate(value)
    .map((pair) => {
      const [key, entry, ...more] = toList(pair);
      if (key === undefined || entry === undefined || more.length > 0) throw failure('encode a URL', `${text(pair)} is no pair`);
      return `${quoted(text(key), true)}=${quoted(text(entry), true)}`;
    })
    .join('&');
}

/** Python's `quote`; in a query string a space is `+` and a slash is not safe. */
function quoted(source: string, inQuery: boolean): string {
  const escaped = encodeURIComponent(source).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return inQuery ? escaped.replaceAll('%20', '+') : escaped.replaceAll('%2F', '/');
}

/** Percent escapes as UTF-8, what is not UTF-8 as U+FFFD. */
function decodePercent(source: string): string {
  return source.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

function urlsplit(value: Value, call: Call): Value {
  const [query = ''] = bind(call, { query: '', alias: 'urlsplit' });
  const parts = splitUrl(truthy(value) ? stringOnly(value, 'split a URL') : '');
  if (!truthy(query)) return new Map<Value, Value>(Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const found = Object.entries(parts).find(([name]) => name === query);
  if (found === undefined) throw failure('split a URL', `urlsplit: unknown URL component: ${text(query)}`);
  return found[1];
}
