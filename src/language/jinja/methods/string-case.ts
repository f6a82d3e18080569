import { dictGet } from '../../../core/value/sequence.ts';
import type { Value } from '../../../core/value/types.ts';
import { argument, integerArgument, type Method } from './method.ts';

let cased: RegExp | undefined;
function isCased(character: string): boolean {
  cased ??= /[\p{Lu}\p{Ll}\p{Lt}]/u;
  return cased.test(character);
}

/** Python's `title()`: a letter after anything that is no letter begins a word. */
export const title: Method<string> = (self) => {
  let inWord = false;
  return Array.from(self, (character) => {
    const changed = inWord ? character.toLowerCase() : titleCase(character);
    inWord = isCased(character);
    return changed;
  }).join('');
};

/** Letters that look like two have a form of their own at the head of a word. */
const digraphs: Readonly<Record<string, string>> = { ǆ: 'ǅ', Ǆ: 'ǅ', ǉ: 'ǈ', Ǉ: 'ǈ', ǌ: 'ǋ', Ǌ: 'ǋ', ǳ: 'ǲ', Ǳ: 'ǲ' };

function titleCase(character: string): string {
  const digraph = digraphs[character];
  if (digraph !== undefined) return digraph;
  const [first = '', ...rest] = character.toUpperCase();
  return first + (isCased(first) ? rest.join('').toLowerCase() : rest.join(''));
}

export const capitalize: Method<string> = (self) => {
  const [first = '', ...rest] = Array.from(self);
  return titleCase(first) + rest.join('').toLowerCase();
};

/** Python's `casefold()`: letters that differ in case only come out the same, some as several letters. */
export const casefold: Method<string> = (self) =>
  Array.from(self, (character) => (character === 'ı' ? character : character.toUpperCase().toLowerCase())).join('');

export const swapCase: Method<string> = (self) =>
  Array.from(self, (character) => (/\p{Lu}/u.test(character) ? character.toLowerCase() : character.toUpperCase())).join('');

export const expandTabs: Method<string> = (self, args, kwargs) => {
  const size = integerArgument(argument(args, kwargs, 0, 'tabsize'), 8, 'expandtabs');
  let column = 0;
  return Array.from(self, (character) => {
    if (character === '\t') {
      const spaces = size > 0 ? size - (column % size) : 0;
      column += spaces;
      return ' '.repeat(spaces);
    }
    column = character === '\n' || character === '\r' ? 0 : column + 1;
    return character;
  }).join('');
};

/** `translate({code point: text, code point or none})` */
export const translate: Method<string> = (self, [table]) =>
  Array.from(self, (character) => {
    const to: Value | undefined = table instanceof Map ? dictGet(table, character.codePointAt(0) ?? 0) : undefined;
    if (to === undefined) return character;
    return typeof to === 'number' ? String.fromCodePoint(to) : String(to ?? '');
  }).join('');
