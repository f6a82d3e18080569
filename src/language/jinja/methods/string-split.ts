import { spaceClass } from '../../../core/regex/whitespace.ts';
import { Tuple } from '../../../core/value/collections.ts';
import { failure } from '../../../core/value/failure.ts';
import type { Value } from '../../../core/value/types.ts';
import { stripLeft, stripRight } from '../python/whitespace.ts';
import { argument, integerArgument, stringArgument } from './method.ts';

const white = new RegExp(`[${spaceClass}]`);
const lastWord = new RegExp(`[${spaceClass}]([^${spaceClass}]+)$`);

export function strip(self: string, [given]: readonly Value[], side: 'both' | 'left' | 'right'): string {
  const characters = given === undefined || given === null ? undefined : stringArgument(given, 'strip');
  const text = side === 'right' ? self : stripLeft(self, characters);
  return side === 'left' ? text : stripRight(text, characters);
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
  let rest = stripLeft(self);
  while (rest !== '') {
    const at = found.length === limit ? -1 : rest.search(white);
    if (at < 0) {
      found.push(found.length === limit ? rest : stripRight(rest));
      break;
    }
    found.push(rest.slice(0, at));
    rest = stripLeft(rest.slice(at));
  }
  return found;
}

function rightWords(self: string, limit: number): string[] {
  const found: string[] = [];
  let rest = stripRight(self);
  while (rest !== '') {
    const word = found.length === limit ? null : lastWord.exec(rest);
    if (word === null) {
      found.unshift(found.length === limit ? rest : stripLeft(rest));
      break;
    }
    found.unshift(word[1] ?? '');
    rest = stripRight(rest.slice(0, word.index));
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
