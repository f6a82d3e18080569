import { spaceClass } from '../../../core/regex/whitespace.ts';
import type { Method, Methods } from './method.ts';

/** Made at the first call: reading what Unicode properties stand for takes long. */
function all(pattern: () => RegExp): Method<string> {
  let made: RegExp | undefined;
  return (self) => {
    made ??= pattern();
    return made.test(self);
  };
}

/** Python's `str.is…` methods. */
export const predicates: Methods<string> = {
  isdigit: all(() => /^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089]+$/u),
  isdecimal: all(() => /^\p{Nd}+$/u),
  isnumeric: all(() => /^\p{N}+$/u),
  isalpha: all(() => /^\p{L}+$/u),
  isalnum: all(() => /^[\p{L}\p{N}]+$/u),
  isspace: (self) => new RegExp(`^[${spaceClass}]+$`).test(self),
  isidentifier: all(() => /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u),
  isascii: (self) => !/[\u{80}-\u{10ffff}]/u.test(self),
  isprintable: (self) => !/(?! )[\p{Z}\p{C}]/u.test(self),
  isupper: (self) => self !== self.toLowerCase() && self === self.toUpperCase(),
  islower: (self) => self !== self.toUpperCase() && self === self.toLowerCase(),
  istitle: (self) => {
    let [seen, inWord] = [false, false];
    for (const character of self) {
      const upper = /[\p{Lu}\p{Lt}]/u.test(character);
      const lower = /\p{Ll}/u.test(character);
      if ((upper && inWord) || (lower && !inWord)) return false;
      inWord = upper || lower;
      seen ||= inWord;
    }
    return seen;
  },
};
