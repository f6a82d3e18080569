import { percentFormat } from '../../../core/value/percent-format.ts';
import { repr, text } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { parseInteger } from '../python/number.ts';
import { LookupFailure } from './lookup-failure.ts';
import { LookupOptions, splitTerm } from './options.ts';

const shortcut = /^(?:(0?x?[0-9a-f]+)-)?(0?x?[0-9a-f]+)(?:\/(0?x?[0-9a-f]+))?(?::(.+))?$/i;
const longest = 1_000_000;

/** ansible-core 2.18.6's `sequence`: `start=1 end=9 stride=2 format=%02d`, or `1-9/2:%02d`. */
export function sequence(terms: readonly Value[], call: Call): Value[] {
  return terms.flatMap((term) => {
    const options = new LookupOptions(call, { start: 1, end: null, stride: 1, count: null, format: '%d' });
    const source = stringOnly(term, 'look up a sequence');
    for (const [name, value] of shortcutPairs(source) ?? pairsOf(source, options)) options.set(name, value);
    return numbers(options);
  });
}

function pairsOf(term: string, options: LookupOptions): readonly (readonly [string, string])[] {
  const { key, pairs } = splitTerm(term);
  const names = [...pairs.map(([name]) => name), ...(key === '' ? [] : ['_raw_params'])];
  const unknown = names.filter((name) => !options.has(name));
  if (unknown.length > 0) throw new LookupFailure(`unrecognized arguments to with_sequence: ${repr(unknown)}`);
  return pairs;
}

function shortcutPairs(term: string): [string, string][] | undefined {
  const match = shortcut.exec(term);
  if (match === null) return undefined;
  const pairs: [string, string | undefined][] = [
    ['start', match[1]],
    ['end', match[2]],
    ['stride', match[3]],
    ['format', match[4]],
  ];
  return pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

function numbers(options: LookupOptions): string[] {
  const format = options.text('format');
  const stride = whole(options, 'stride');
  const { start, end } = bounds(options, stride);
  if (stride > 0 && end < start) throw new LookupFailure('to count backwards make stride negative');
  if (stride < 0 && end > start) throw new LookupFailure("to count forward don't make stride negative");
  if (format.split('%').length !== 2) throw new LookupFailure(`bad formatting string: ${format}`);
  if (stride === 0 || options.get('count') === 0) return [];
  const size = Math.floor((end - start) / stride) + 1;
  if (size > longest) throw new LookupFailure(`it would have ${size} items`);
  return Array.from({ length: size }, (_, i) => percentFormat(format, start + i * stride));
}

function bounds(options: LookupOptions, stride: number): { start: number; end: number } {
  const start = whole(options, 'start');
  if (options.get('count') === null) {
    if (options.get('end') === null) throw new LookupFailure('must specify count or end in with_sequence');
    return { start, end: whole(options, 'end') };
  }
  if (options.get('end') !== null) throw new LookupFailure("can't specify both count and end in with_sequence");
  const count = whole(options, 'count');
  options.set('count', count);
  return count === 0 ? { start: 0, end: 0 } : { start, end: start + count * stride - 1 };
}

function whole(options: LookupOptions, name: string): number {
  const value = options.get(name);
  const number = typeof value === 'number' ? value : parseInteger(text(value));
  if (typeof number !== 'number')
    throw new LookupFailure(`Invalid type for "${name}" of the sequence: ${repr(value)} is no integer`);
  return number;
}
