import { DroverError } from '../core/errors.ts';
import { fnmatch } from '../core/fnmatch.ts';
import { compilePattern, matchStart } from '../core/regex/regex.ts';
import { parseAddress } from './address.ts';

/** A pattern's list of hosts cut down: one, or a range with both ends included. */
export type Subscript = { readonly index: number } | { readonly from: number; readonly to: number };

/** Splits `web:&db:!web3` or `a,b` to single patterns; an address or `web[1:3]` is one whatever its colons. */
export function splitPatterns(pattern: string | readonly string[]): string[] {
  if (typeof pattern !== 'string') return pattern.flatMap((part) => splitPatterns(part));
  const parts = pattern.includes(',')
    ? pattern.split(',')
    : parseAddress(pattern) === undefined
      ? (pattern.match(/(?:[^\s:[\]]|\[[^\]]*\])+/g) ?? [])
      : [pattern];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Plain patterns first, then `&`, then `!`, wherever they stand; without a plain one all hosts are meant. */
export function orderPatterns(patterns: readonly string[]): string[] {
  const plain = patterns.filter((pattern) => pattern[0] !== '!' && pattern[0] !== '&');
  const kept = patterns.filter((pattern) => pattern[0] === '&');
  const excluded = patterns.filter((pattern) => pattern[0] === '!');
  return [...(plain.length === 0 ? ['all'] : plain), ...kept, ...excluded];
}

/** `web[0]`, `web[-1]`, `web[0:2]`, `web[1:]`; anything else in brackets is part of a glob. */
export function splitSubscript(pattern: string): { name: string; subscript: Subscript | undefined } {
  const match = pattern.startsWith('~') ? null : /^(.+)\[(?:(-?\d+)|(\d+)[:-](\d*))\]$/.exec(pattern);
  if (match === null) return { name: pattern, subscript: undefined };
  const name = match[1] ?? '';
  if (match[2] !== undefined) return { name, subscript: { index: Number(match[2]) } };
  const from = Number(match[3]);
  const to = match[4] === '' ? Number.POSITIVE_INFINITY : Number(match[4]);
  // Ansible takes an end of 0 for none, and the range for its start alone.
  return { name, subscript: to === 0 ? { index: from } : { from, to } };
}

/** @throws DroverError `INVENTORY_INVALID` when there is no host of that index */
export function applySubscript<T>(items: readonly T[], subscript: Subscript | undefined, pattern: string): readonly T[] {
  if (subscript === undefined || items.length === 0) return items;
  if ('from' in subscript) return items.slice(subscript.from, subscript.to + 1);
  const item = items.at(subscript.index);
  if (item !== undefined) return [item];
  throw new DroverError('INVENTORY_INVALID', `Cannot use the pattern "${pattern}": it stands for ${items.length} hosts only`, {
    hint: 'count from 0, or from -1 at the end',
  });
}

/**
 * What tells whether a name fits a glob (`web*`, `db[12]`) or, after `~`, a regular expression that fits from the start.
 * @throws DroverError `INVENTORY_INVALID`
 */
export function nameMatcher(pattern: string): (name: string) => boolean {
  if (pattern === '') throw new DroverError('INVENTORY_INVALID', 'Cannot use an empty pattern: it stands for no host');
  if (pattern.startsWith('~')) return regular(pattern);
  if (!/[*?[]/.test(pattern)) return (name) => name === pattern;
  const expression = fnmatch(pattern);
  return (name) => expression.test(name);
}

function regular(pattern: string): (name: string) => boolean {
  try {
    const expression = compilePattern(pattern.slice(1));
    return (name) => matchStart(expression, name) !== null;
  } catch (cause) {
    if (!(cause instanceof DroverError)) throw cause;
    throw new DroverError('INVENTORY_INVALID', `Cannot use the pattern "${pattern}": it is no regular expression`, { cause });
  }
}
