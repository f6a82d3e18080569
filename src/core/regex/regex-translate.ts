import { translateClass } from './regex-class.ts';
import { classEscape, literal, simpleEscape } from './regex-escape.ts';
import type { RegexFlags } from './regex-flags.ts';
import { closeGroup, openGroup, withFlags } from './regex-groups.ts';
import { type Part, Sequence } from './regex-parts.ts';
import { quantifier } from './regex-quantifier.ts';
import { backReference, bad, put, type State } from './regex-state.ts';

export interface Translation {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** Whether the groups are called `g1`, `g2` …, since there are others between them. */
  readonly named: boolean;
}

/** What JavaScript has not and other groups have to stand for. */
const needsHelpers = /\(\?[>(]|[*+?}]\+/;

/**
 * Writes a pattern of Python's `re` (3.11, for text) as one of JavaScript with the flag `v`.
 * @throws DroverError `TEMPLATE_FAILED` for a malformed pattern
 */
export function translatePattern(source: string, flags: RegexFlags): Translation {
  const scope = { multiline: flags.multiline === true, dotAll: false, verbose: false, ascii: false };
  const state: State = {
    source,
    named: needsHelpers.test(source),
    asked: new Set(Array.from(source.matchAll(/\(\?\(([^)]*)\)/g), ([, name = '']) => name)),
    at: 0,
    groups: 0,
    helpers: 0,
    names: new Map(),
    widths: new Map(),
    ignoreCase: flags.ignoreCase === true,
    sequence: new Sequence(scope),
    outer: [],
  };
  leadingFlags(state);
  while (state.at < source.length) step(state);
  if (state.outer.length > 0) throw bad(state, 'missing ), unterminated subpattern');
  const { ignoreCase, groups, names, named } = state;
  return { source: state.sequence.end().text, ignoreCase, groups, names, named };
}

/** `(?im)` at the start sets flags for the whole pattern. */
function leadingFlags(state: State): void {
  const found = /^\(\?([aiLmsux]+)\)/.exec(state.source);
  if (found === null) return;
  const letters = found[1] ?? '';
  state.at = found[0].length;
  if (letters.includes('i')) state.ignoreCase = true;
  state.sequence = new Sequence(withFlags(state, letters));
}

function step(state: State): void {
  const character = String.fromCodePoint(state.source.codePointAt(state.at) ?? 0);
  if (state.sequence.scope.verbose && skipVerbose(state, character)) return;
  const handler = handlers[character];
  if (handler === undefined) put(state, character.length, { text: literal(character), low: 1, high: 1 });
  else handler(state);
}

function skipVerbose(state: State, character: string): boolean {
  if (character === '#') {
    const end = state.source.indexOf('\n', state.at);
    state.at = end === -1 ? state.source.length : end + 1;
    return true;
  }
  if (!/[ \t\n\r\f\v]/.test(character)) return false;
  state.at++;
  return true;
}

const place = (text: string): Part => ({ text, low: 0, high: 0, isPlace: true });

const handlers: Readonly<Record<string, (state: State) => void>> = {
  '(': openGroup,
  ')': closeGroup,
  '[': characterClass,
  '\\': escapeSequence,
  '.': (state) => put(state, 1, { text: state.sequence.scope.dotAll ? '[^]' : '[^\\n]', low: 1, high: 1 }),
  '^': (state) => put(state, 1, place(state.sequence.scope.multiline ? '(?<=^|\\n)' : '^')),
  $: (state) => put(state, 1, place(state.sequence.scope.multiline ? '(?=\\n|$)' : '(?=\\n?$)')),
  '|': (state) => {
    if (state.sequence.group.condition !== undefined && state.sequence.alternatives === 2)
      throw bad(state, 'conditional backref with more than two branches');
    state.sequence.alternative();
    state.at++;
  },
  '*': quantifier,
  '+': quantifier,
  '?': quantifier,
  '{': quantifier,
};

function boundary(state: State, letter: string): string | undefined {
  if (letter === 'A') return '^';
  if (letter === 'Z') return '$';
  if (letter !== 'b' && letter !== 'B') return undefined;
  const word = classEscape('w', state.sequence.scope.ascii);
  return letter === 'b'
    ? `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
    : `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
}

function escapeSequence(state: State): void {
  const next = state.source.charAt(state.at + 1);
  if (next === '') throw bad(state, 'bad escape (end of pattern)');
  const edge = boundary(state, next);
  const reference = /^[1-9]\d?/.exec(state.source.slice(state.at + 1));
  const kind = classEscape(next, state.sequence.scope.ascii);
  if (edge !== undefined) put(state, 2, place(edge));
  else if (reference !== null && !/^\\[0-3][0-7]{2}/.test(state.source.slice(state.at))) {
    if (Number(reference[0]) > state.groups) throw bad(state, `invalid group reference ${reference[0]}`);
    put(state, 1 + reference[0].length, backReference(state, Number(reference[0])));
  } else if (kind !== undefined) put(state, 2, { text: kind, low: 1, high: 1 });
  else {
    const { character, length } = simpleEscape(state.source, state.at);
    put(state, length, { text: literal(character), low: 1, high: 1 });
  }
}

function characterClass(state: State): void {
  const { text, length } = translateClass(state.source, state.at, state.sequence.scope.ascii);
  put(state, length, { text, low: 1, high: 1 });
}
