import { shellQuote } from '../../../core/shell-quote.ts';
import { iterate as pythonIterate } from '../../../core/value/sequence.ts';
import { repr, text, truthy, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { argumentError, bind, type Call, type Filter } from '../callable.ts';
import { defined, intOnly, stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { iterate } from '../python/iterate.ts';
import { crypto } from '../python/node-crypto.ts';
import { PythonRandom } from '../python/random.ts';
import { stripRight } from '../python/whitespace.ts';

/** ansible-core 2.18.6's remaining filters: shell quoting, comments, chance. */
export const miscFilters: Readonly<Record<string, Filter>> = {
  quote: (value) => shellQuote(value === null ? '' : text(value)),
  comment,
  random,
  shuffle,
};

interface CommentStyle {
  readonly decoration: string;
  readonly beginning?: string;
  readonly end?: string;
}

const commentStyles: Readonly<Record<string, CommentStyle>> = {
  plain: { decoration: '# ' },
  erlang: { decoration: '% ' },
  c: { decoration: '// ' },
  cblock: { beginning: '/*', decoration: ' * ', end: ' */' },
  xml: { beginning: '<!--', decoration: ' - ', end: '-->' },
};

function comment(value: Value, call: Call): Value {
  if (call.args.length > 1) throw argumentError(call, 'only the style has no name');
  const [styleName = 'plain'] = call.args.length > 0 ? call.args : [call.kwargs.get('style') ?? 'plain'];
  const style = commentStyles[text(styleName)];
  if (style === undefined) throw failure('write a comment', `there is no style ${repr(styleName)}`);
  const option = (name: string, fallback: string): string => {
    const given = call.kwargs.get(name);
    return given === undefined ? fallback : text(given);
  };
  const decoration = option('decoration', style.decoration);
  const bare = stripRight(decoration);
  const newline = option('newline', '\n');
  const prefix = option('prefix', bare);
  const postfix = option('postfix', bare);
  const prefixCount = intOnly(call.kwargs.get('prefix_count') ?? 1, 'write a comment');
  const postfixCount = intOnly(call.kwargs.get('postfix_count') ?? 1, 'write a comment');
  const beginning = option('beginning', style.beginning ?? '');
  const end = option('end', style.end ?? '');
  const head = (beginning === '' ? '' : beginning + newline) + prefixLine(prefix, newline).repeat(Math.max(0, prefixCount));
  const body = decoration + stringOnly(value, 'write a comment').replaceAll(newline, () => newline + decoration);
  const lines = body.replaceAll(decoration + newline, () => bare + newline);
  return head + lines + (newline + postfix).repeat(Math.max(0, postfixCount)) + (end === '' ? '' : newline + end);
}

function prefixLine(prefix: string, newline: string): string {
  if (prefix === '') return '';
  return prefix === newline ? newline : prefix + newline;
}

/** A whole number from 0 up to, not including, the limit: by the seed, or by chance. */
function picker(seed: Value): (limit: number) => number {
  if (seed === null) return (limit) => crypto().randomInt(limit);
  const generator = new PythonRandom(seed);
  return (limit) => generator.below(limit);
}

function random(value: Value, call: Call): Value {
  const [start = null, step = null, seed = null] = bind(call, { start: null, step: null, seed: null });
  const pick = picker(seed);
  if (typeof value === 'number') return randomNumber(value, start, step, pick);
  if (pythonIterate(defined(value)) === undefined)
    throw failure('pick at random', 'random can only be used on sequences and integers');
  if (truthy(start) || truthy(step)) throw failure('pick at random', 'start and step can only be used with integer values');
  const items = iterate(value);
  if (items.length === 0) throw failure('pick at random', 'Cannot choose from an empty sequence');
  if (value instanceof Map) throw failure('pick at random', `'${typeName(value)}' has no positions`);
  return items[pick(items.length)] ?? null;
}

/** Python's `randrange`. */
function randomNumber(end: number, start: Value, step: Value, pick: (limit: number) => number): number {
  const from = truthy(start) ? intOnly(start, 'pick a number') : 0;
  const by = truthy(step) ? intOnly(step, 'pick a number') : 1;
  const count = Math.ceil((end - from) / by);
  if (count <= 0) throw failure('pick a number', `empty range for randrange() (${from}, ${end}, ${by})`);
  return from + by * pick(count);
}

function shuffle(value: Value, call: Call): Value {
  const [seed = null] = bind(call, { seed: null });
  if (pythonIterate(defined(value)) === undefined) return value;
  const items = iterate(value);
  if (truthy(seed)) return new PythonRandom(seed).shuffled(items);
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = crypto().randomInt(i + 1);
    [copy[i], copy[j]] = [copy[j] ?? null, copy[i] ?? null];
  }
  return copy;
}
