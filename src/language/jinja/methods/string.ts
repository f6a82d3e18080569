import { linesWithEnds, splitLines } from '../../../core/lines.ts';
import { Bytes, Tuple } from '../../../core/value/collections.ts';
import { failure } from '../../../core/value/failure.ts';
import { pad } from '../../../core/value/format-number.ts';
import { isFlat, sliceOf, toList } from '../../../core/value/sequence.ts';
import { typeName } from '../../../core/value/text.ts';
import { PyObject, type Value } from '../../../core/value/types.ts';
import { replaced } from '../python/replaced.ts';
import { formatText } from './format.ts';
import { argument, integerArgument, type Methods, stringArgument } from './method.ts';
import { capitalize, casefold, expandTabs, swapCase, title, translate } from './string-case.ts';
import { partition, split, strip } from './string-split.ts';
import { predicates } from './string-tests.ts';

/** Where `find` and its like look: `[start, end)` in code points, as UTF-16 text. */
function part(self: string, args: readonly Value[]): { readonly text: string; readonly offset: number } {
  if (args.length < 2) return { text: self, offset: 0 };
  const start = args[1] === null ? 0 : integerArgument(args[1], 0, 'the method');
  const stop = args[2] === null || args[2] === undefined ? undefined : integerArgument(args[2], 0, 'the method');
  const text = sliceOf(self, { start, stop, step: undefined }) as string;
  const length = lengthOfText(self);
  return { text, offset: start < 0 ? Math.max(0, length + start) : start };
}

function lengthOfText(self: string): number {
  return isFlat(self) ? self.length : Array.from(self).length;
}

function found(self: string, args: readonly Value[], last: boolean): number {
  const { text, offset } = part(self, args);
  const wanted = stringArgument(args[0], last ? 'rfind' : 'find');
  const at = last ? text.lastIndexOf(wanted) : text.indexOf(wanted);
  if (at < 0 || (wanted === '' && offset > lengthOfText(self))) return -1;
  return offset + (isFlat(text) ? at : Array.from(text.slice(0, at)).length);
}

function index(self: string, args: readonly Value[], last: boolean): number {
  const at = found(self, args, last);
  if (at < 0) throw failure(`Cannot find the text: substring not found`);
  return at;
}

function affix(self: string, args: readonly Value[], test: (text: string, affix: string) => boolean): boolean {
  const { text } = part(self, args);
  const [given] = args;
  if (given instanceof Tuple) return given.items.some((item) => test(text, stringArgument(item, 'startswith')));
  return test(text, stringArgument(given, 'startswith'));
}

function count(self: string, args: readonly Value[]): number {
  const { text } = part(self, args);
  const wanted = stringArgument(args[0], 'count');
  if (wanted === '') return Array.from(text).length + 1;
  return text.split(wanted).length - 1;
}

function replace(self: string, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): string {
  const [from, to] = [stringArgument(args[0], 'replace'), stringArgument(args[1], 'replace')];
  return replaced(self, from, to, integerArgument(args[2] ?? kwargs.get('count'), -1, 'replace'));
}

function join(self: string, [items]: readonly Value[]): string {
  const parts = toList(items ?? null).map((item, i) => {
    const source = item instanceof PyObject ? item.string() : item;
    if (typeof source === 'string') return source;
    stringOrUndefined(item);
    throw failure(`Cannot join the items: sequence item ${i}: expected str instance, ${typeName(item)} found`);
  });
  return parts.join(self);
}

function stringOrUndefined(item: Value): void {
  if (typeName(item) === 'AnsibleUndefined') stringArgument(item, 'join');
}

function zfill(self: string, [width]: readonly Value[]): string {
  const sign = /^[+-]/.exec(self)?.[0] ?? '';
  return sign + pad(self.slice(sign.length), integerArgument(width, 0, 'zfill') - sign.length, '>', '0');
}

function aligned(self: string, args: readonly Value[], align: string): string {
  const width = integerArgument(args[0], 0, 'ljust');
  const fill = args[1] === undefined ? ' ' : stringArgument(args[1], 'ljust');
  if (align !== '^') return pad(self, width, align, fill);
  const missing = width - Array.from(self).length;
  if (missing <= 0) return self;
  // CPython puts the odd one on the left where the width is odd.
  const left = Math.floor(missing / 2) + (missing & width & 1);
  return fill.repeat(left) + self + fill.repeat(missing - left);
}

function encode(self: string, args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Bytes {
  const name = String(argument(args, kwargs, 0, 'encoding') ?? 'utf-8')
    .toLowerCase()
    .replaceAll('_', '-');
  const encodings: Readonly<Record<string, BufferEncoding>> = {
    'utf-8': 'utf8',
    utf8: 'utf8',
    ascii: 'latin1',
    latin1: 'latin1',
    'latin-1': 'latin1',
    'iso-8859-1': 'latin1',
    'utf-16-le': 'utf16le',
  };
  const encoding = encodings[name];
  if (encoding === undefined) throw failure(`Cannot encode the text: unknown encoding: ${name}`);
  const highest = name === 'ascii' ? 0x7f : encoding === 'latin1' ? 0xff : 0x10ffff;
  const errors = argument(args, kwargs, 1, 'errors') ?? 'strict';
  const known = Array.from(self, (character) => {
    if ((character.codePointAt(0) ?? 0) <= highest) return character;
    if (errors === 'ignore') return '';
    if (errors === 'replace') return '?';
    throw failure(`Cannot encode the text: '${name}' has no character '${character}'`);
  });
  return new Bytes(new Uint8Array(Buffer.from(known.join(''), encoding)));
}

/** Python's `str` methods. */
export const stringMethods: Methods<string> = {
  ...predicates,
  upper: (self) => self.toUpperCase(),
  lower: (self) => self.toLowerCase(),
  casefold,
  capitalize,
  title,
  swapcase: swapCase,
  expandtabs: expandTabs,
  translate,
  strip: (self, args) => strip(self, args, 'both'),
  lstrip: (self, args) => strip(self, args, 'left'),
  rstrip: (self, args) => strip(self, args, 'right'),
  split: (self, args, kwargs) => split(self, args, kwargs, false),
  rsplit: (self, args, kwargs) => split(self, args, kwargs, true),
  splitlines: (self, args, kwargs) => {
    const keeps = integerArgument(argument(args, kwargs, 0, 'keepends'), 0, 'splitlines') !== 0;
    return keeps ? linesWithEnds(self) : splitLines(self);
  },
  partition: (self, args) => partition(self, args, false),
  rpartition: (self, args) => partition(self, args, true),
  find: (self, args) => found(self, args, false),
  rfind: (self, args) => found(self, args, true),
  index: (self, args) => index(self, args, false),
  rindex: (self, args) => index(self, args, true),
  startswith: (self, args) => affix(self, args, (text, prefix) => text.startsWith(prefix)),
  endswith: (self, args) => affix(self, args, (text, suffix) => text.endsWith(suffix)),
  removeprefix: (self, [prefix]) =>
    self.startsWith(stringArgument(prefix, 'removeprefix')) ? self.slice(String(prefix).length) : self,
  removesuffix: (self, [suffix]) =>
    self.endsWith(stringArgument(suffix, 'removesuffix')) ? self.slice(0, self.length - String(suffix).length) : self,
  count,
  replace,
  join,
  zfill,
  ljust: (self, args) => aligned(self, args, '<'),
  rjust: (self, args) => aligned(self, args, '>'),
  center: (self, args) => aligned(self, args, '^'),
  encode,
  format: (self, args, kwargs) => formatText(self, args, kwargs),
  format_map: (self, [mapping]) =>
    formatText(self, [], mapping instanceof Map ? (mapping as ReadonlyMap<string, Value>) : new Map()),
};
