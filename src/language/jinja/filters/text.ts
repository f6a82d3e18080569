import { splitLines } from '../../../core/lines.ts';
import { arithmetic } from '../../../core/value/arithmetic.ts';
import { Tuple } from '../../../core/value/collections.ts';
import { noKwargs } from '../../../core/value/function.ts';
import { Markup } from '../../../core/value/markup.ts';
import { percentFormat } from '../../../core/value/percent-format.ts';
import { codePoints } from '../../../core/value/sequence.ts';
import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { capitalize } from '../methods/string-case.ts';
import { attributeGetter, intOnly, stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { iterate, sizeOf } from '../python/iterate.ts';
import { replaced } from '../python/replaced.ts';
import { strip, words } from '../python/whitespace.ts';
import { wordwrap } from './wordwrap.ts';

/** Jinja2 3.1.6's filters that make text of text, and Ansible's `split`. */
export const textFilters: Readonly<Record<string, Filter>> = {
  upper: (value) => text(value).toUpperCase(),
  lower: (value) => text(value).toLowerCase(),
  capitalize: (value) => capitalize(text(value), [], noKwargs),
  title: (value) =>
    text(value)
      .split(/([-\s({[<]+)/)
      .map(capitalized)
      .join(''),
  trim,
  replace,
  center,
  indent,
  truncate,
  format,
  string: (value) => text(value),
  join,
  split,
  wordwrap,
  wordcount: (value) => text(value).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0,
};

function capitalized(word: string): string {
  const [first = '', ...rest] = codePoints(word);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

function trim(value: Value, call: Call): Value {
  const [characters = null] = bind(call, { chars: null });
  return strip(text(value), characters === null ? undefined : stringOnly(characters, 'trim a text'));
}

function replace(value: Value, call: Call): Value {
  const [old = '', replacement = '', count = null] = bind(call, { old: required, new: required, count: null });
  const limit = count === null ? -1 : intOnly(count, 'replace text');
  const [source, searched, inserted] = [text(value), text(old), text(replacement)];
  return replaced(source, searched, inserted, limit);
}

function center(value: Value, call: Call): Value {
  const [width = 80] = bind(call, { width: 80 });
  const body = text(value);
  const size = codePoints(body).length;
  const total = Math.max(0, intOnly(width, 'center a text') - size);
  // Python puts the odd space on the left where both the padding and the width are odd
  const left = (total >> 1) + (total & (size + total) & 1);
  return ' '.repeat(left) + body + ' '.repeat(total - left);
}

function indent(value: Value, call: Call): Value {
  const [width = 4, first = false, blank = false] = bind(call, { width: 4, first: false, blank: false });
  const indention = typeof width === 'string' ? width : ' '.repeat(Math.max(0, intOnly(width, 'indent a text')));
  const lines = splitLines(`${stringOnly(value, 'indent a text')}\n`);
  const rest = lines.slice(1).map((line) => (line === '' && !truthy(blank) ? line : indention + line));
  return (truthy(first) ? indention : '') + [lines[0] ?? '', ...rest].join('\n');
}

function truncate(value: Value, call: Call): Value {
  const bound = bind(call, { length: 255, killwords: false, end: '...', leeway: null });
  const [length = 255, killwords = false, end = '...', leeway = null] = bound;
  const ending = stringOnly(end, 'truncate a text');
  const size = intOnly(length, 'truncate a text');
  const slack = leeway === null ? 5 : intOnly(leeway, 'truncate a text');
  if (size < ending.length) throw failure('truncate a text', `expected length >= ${ending.length}, got ${size}`);
  if (slack < 0) throw failure('truncate a text', `expected leeway >= 0, got ${slack}`);
  if (sizeOf(value) <= size + slack) return value;
  const characters = codePoints(stringOnly(value, 'truncate a text'));
  const cut = characters.slice(0, size - ending.length).join('');
  const space = truthy(killwords) ? -1 : cut.lastIndexOf(' ');
  return (space === -1 ? cut : cut.slice(0, space)) + ending;
}

function format(value: Value, call: Call): Value {
  if (call.args.length > 0 && call.kwargs.size > 0) {
    throw failure('format a text', "can't handle positional and keyword arguments at the same time");
  }
  const given = call.kwargs.size > 0 ? new Map<Value, Value>(call.kwargs) : new Tuple(call.args);
  return value instanceof Markup ? arithmetic('%', value, given) : percentFormat(text(value), given);
}

function join(value: Value, call: Call): Value {
  const [delimiter = '', attribute = null] = bind(call, { d: '', attribute: null });
  const items = iterate(value);
  const taken = attribute === null ? items : items.map(attributeGetter(attribute));
  return taken.map(text).join(text(delimiter));
}

/** Ansible's `split`: Python's `str.split`. */
function split(value: Value, call: Call): Value {
  const [separator = null, limit = -1] = bind(call, { sep: null, maxsplit: -1 });
  const source = stringOnly(value, 'split a text');
  const count = intOnly(limit, 'split a text');
  if (separator === null) return count < 0 ? words(source) : splitWords(source, count);
  const mark = stringOnly(separator, 'split a text');
  if (mark === '') throw failure('split a text', 'empty separator');
  const parts = source.split(mark);
  return count < 0 || parts.length <= count + 1 ? parts : [...parts.slice(0, count), parts.slice(count).join(mark)];
}

function splitWords(source: string, count: number): string[] {
  const parts: string[] = [];
  let rest = source.replace(/^\s+/, '');
  while (rest !== '' && parts.length < count) {
    const [, word = rest, after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
    parts.push(word);
    rest = after;
  }
  return rest === '' ? parts : [...parts, rest];
}
