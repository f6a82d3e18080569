import { Tuple } from '../../../core/value/collections.ts';
import { failure } from '../../../core/value/failure.ts';
import type { Value } from '../../../core/value/types.ts';
import { argument, integerArgument, stringArgument } from './method.ts';

/** Python's white space, which is not quite JavaScript's. */
export const white = '[\\s\\x1c-\\x1f\\x85]';

export function strip(self: string, [given]: readonly Value[], side: 'both' | 'left' | 'right'): string {
  if (given !== undefined && given !== null) return stripSet(self, new Set(stringArgument(given, 'strip')), side);
  let text = self;
  if (side !== 'right') text = text.replace(new RegExp(`^${white}+`), '');
  if (side !== 'left') text = text.trimEnd().replace(new RegExp(`${white}+$`), '');
  return text;
}

function stripSet(self: string, set: ReadonlySet<string>, side: 'both' | 'left' | 'right'): string {
  const characters = Array.from(self);
  let [from, to] = [0, characters.length];
  if (side !== 'right') while (from < to && set.has(characters[from] ?? '')) from++;
  if (side !== 'left') while (to > from && set.has(characters[to - 1] ?? '')) to--;
  return characters.slice(from, to).join('');
}

/** `split` and, from the right, `rsplit`. */
export function split(self: string, args: readonly Value[], kwargs: ReadonlyMap<string, Value>, right: boolean): string[] {
  const given = argument(args, kwargs, 0, 'sep');
  const limit = integerArgument(argument(args, kwargs, 1, 'maxsplit'), -1, 'split');
  if (given === undefined || given === null) return right ? rightWords(self, limit) : words(self, limit);
  const separator = stringArgument(given, 'split');
  if (separator === '') throw failure('Cannot split the text: empty separator');
  const parts = self.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  if (right) return [parts.slice(0, parts.length - limit).join(separator), ...parts.slice(parts.length - limit)];
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

function words(self: string, limit: number): string[] {
  const found: string[] = [];
  let rest = strip(self, [], 'left');
  while (rest !== '') {
    const at = found.length === limit ? -1 : rest.search(new RegExp(white));
    if (at < 0) {
      found.push(found.length === limit ? rest : strip(rest, [], 'right'));
      break;
    }
    found.push(rest.slice(0, at));
    rest = strip(rest.slice(at), [], 'left');
  }
  return found;
}

function rightWords(self: string, limit: number): string[] {
  const found: string[] = [];
  let rest = strip(self, [], 'right');
  while (rest !== '') {
    const word = found.length === limit ? null : new RegExp(`${white}([^\\s\\x1c-\\x1f\\x85]+)$`).exec(rest);
    if (word === null) {
      found.unshift(found.length === limit ? rest : strip(rest, [], 'left'));
      break;
    }
    found.unshift(word[1] ?? '');
    rest = strip(rest.slice(0, word.index), [], 'right');
  }
  return found;
}

export function partition(self: string, [given]: readonly Value[], right: boolean): Tuple {
  const separator = stringArgument(given, 'partition');
  if (separator === '') throw failure('Cannot split the text: empty separator');
  const at = right ? self.lastIndexOf(separator) : self.indexOf(separator);
  if (at < 0) return new Tuple(right ? ['', '', self] : [self, '', '']);
  return new Tuple([self.slice(0, at), separator, self.slice(at + separator.length)]);
}
