import { failure } from './failure.ts';
import { translateClass } from './regex-class.ts';
import { classEscape, literal, simpleEscape } from './regex-escape.ts';
import type { RegexFlags } from './regex-flags.ts';

export interface Translation {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** Flags that a piece of the pattern is read with. */
interface Scope {
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly verbose: boolean;
}

interface State {
  readonly source: string;
  at: number;
  out: string;
  groups: number;
  readonly names: Map<string, number>;
  ignoreCase: boolean;
  scope: Scope;
  /** Scopes of the open groups. */
  readonly outer: Scope[];
}

/**
 * Writes a pattern of Python's `re` (3.11, for text) as one of JavaScript with the flag `v`.
 * @throws DroverError `TEMPLATE_FAILED` for a malformed pattern and for atomic groups, possessive
 *   quantifiers and conditionals, which JavaScript has not
 */
export function translatePattern(source: string, flags: RegexFlags): Translation {
  const scope = { multiline: flags.multiline === true, dotAll: false, verbose: false };
  const state: State = {
    source,
    at: 0,
    out: '',
    groups: 0,
    names: new Map(),
    ignoreCase: flags.ignoreCase === true,
    scope,
    outer: [],
  };
  leadingFlags(state);
  while (state.at < source.length) step(state);
  if (state.outer.length > 0) throw bad(state, 'missing ), unterminated subpattern');
  return { source: state.out, ignoreCase: state.ignoreCase, groups: state.groups, names: state.names };
}

function bad(state: { source: string; at: number }, why: string): Error {
  return failure(`use the pattern '${state.source}'`, `${why} at position ${state.at}`);
}

/** `(?im)` at the start sets flags for the whole pattern. */
function leadingFlags(state: State): void {
  const found = /^\(\?([aiLmsux]+)\)/.exec(state.source);
  if (found === null) return;
  const letters = found[1] ?? '';
  state.at = found[0].length;
  if (letters.includes('i')) state.ignoreCase = true;
  state.scope = withFlags(state.scope, letters, true);
}

function withFlags(scope: Scope, letters: string, on: boolean): Scope {
  return {
    multiline: letters.includes('m') ? on : scope.multiline,
    dotAll: letters.includes('s') ? on : scope.dotAll,
    verbose: letters.includes('x') ? on : scope.verbose,
  };
}

function step(state: State): void {
  const character = String.fromCodePoint(state.source.codePointAt(state.at) ?? 0);
  if (state.scope.verbose && skipVerbose(state, character)) return;
  const handler = handlers[character];
  if (handler !== undefined) {
    handler(state);
    return;
  }
  state.at += character.length;
  state.out += literal(character);
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

const handlers: Readonly<Record<string, (state: State) => void>> = {
  '(': openGroup,
  ')': (state) => {
    const scope = state.outer.pop();
    if (scope === undefined) throw bad(state, 'unbalanced parenthesis');
    state.scope = scope;
    put(state, 1, ')');
  },
  '[': characterClass,
  '\\': escapeSequence,
  '.': (state) => put(state, 1, state.scope.dotAll ? '[^]' : '[^\\n]'),
  '^': (state) => put(state, 1, state.scope.multiline ? '(?<=^|\\n)' : '^'),
  $: (state) => put(state, 1, state.scope.multiline ? '(?=\\n|$)' : '(?=\\n?$)'),
  '|': (state) => put(state, 1, '|'),
  '*': quantifier,
  '+': quantifier,
  '?': quantifier,
  '{': quantifier,
};

function put(state: State, length: number, text: string): void {
  state.at += length;
  state.out += text;
}

function quantifier(state: State): void {
  const found = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})([?+]?)/.exec(state.source.slice(state.at));
  const [whole = '', low = '', comma = '', high = '', suffix = ''] = found ?? [];
  const counted = whole.startsWith('{');
  if (whole === '' || (counted && low === '' && high === '')) {
    put(state, 1, '\\{');
    return;
  }
  if (suffix === '+') throw bad(state, 'possessive quantifiers are not supported');
  if (state.out === '' || /(^|[^\\])[(|]$/.test(state.out)) throw bad(state, 'nothing to repeat');
  const body = counted ? `{${low === '' ? '0' : low}${comma}${high}}` : whole.charAt(0);
  // a lookaround cannot be repeated in JavaScript: it is wrapped where `^` and `$` became one
  if (state.out.endsWith('(?=\\n?$)') || state.out.endsWith('(?=\\n|$)')) state.out += '{0}';
  put(state, whole.length, body + suffix);
}

function openGroup(state: State): void {
  state.outer.push(state.scope);
  const rest = state.source.slice(state.at);
  if (!rest.startsWith('(?')) {
    state.groups++;
    put(state, 1, '(');
    return;
  }
  const plain = /^\(\?(?::|=|!|<=|<!)/.exec(rest);
  if (plain !== null) {
    put(state, plain[0].length, plain[0]);
    return;
  }
  specialGroup(state, rest);
}

function specialGroup(state: State, rest: string): void {
  const named = /^\(\?P<([^>]*)>/.exec(rest);
  if (named !== null) {
    namedGroup(state, named[0].length, named[1] ?? '');
    return;
  }
  const flags = /^\(\?([aiLmsux]*)(?:-([imsx]+))?:/.exec(rest);
  if (flags !== null) {
    flagGroup(state, flags);
    return;
  }
  state.outer.pop();
  const reference = /^\(\?P=([^)]*)\)/.exec(rest);
  if (reference !== null) {
    put(state, reference[0].length, `(?:\\${groupNumber(state, reference[1] ?? '')})`);
    return;
  }
  const comment = /^\(\?#[^)]*\)/.exec(rest);
  if (comment !== null) {
    put(state, comment[0].length, '');
    return;
  }
  if (/^\(\?[aiLmsux]+\)/.test(rest)) throw bad(state, 'global flags not at the start of the expression');
  throw bad(state, `unknown or unsupported extension ${rest.slice(1, 4)}`);
}

function namedGroup(state: State, length: number, name: string): void {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw bad(state, `bad character in group name '${name}'`);
  if (state.names.has(name)) throw bad(state, `redefinition of group name '${name}'`);
  state.groups++;
  state.names.set(name, state.groups);
  put(state, length, '(');
}

function groupNumber(state: State, name: string): number {
  const number = state.names.get(name);
  if (number === undefined) throw bad(state, `unknown group name '${name}'`);
  return number;
}

function flagGroup(state: State, found: RegExpExecArray): void {
  const [whole, on = '', off = ''] = found;
  state.scope = withFlags(withFlags(state.scope, on, true), off, false);
  const ignore = on.includes('i') ? '(?i:' : off.includes('i') ? '(?-i:' : '(?:';
  put(state, whole.length, ignore);
}

const word = '[\\p{L}\\p{N}_]';
const boundaries: Readonly<Record<string, string>> = {
  A: '^',
  Z: '$',
  b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
};

function escapeSequence(state: State): void {
  const next = state.source.charAt(state.at + 1);
  if (next === '') throw bad(state, 'bad escape (end of pattern)');
  const boundary = boundaries[next];
  if (boundary !== undefined) {
    put(state, 2, boundary);
    return;
  }
  const reference = /^[1-9]\d?/.exec(state.source.slice(state.at + 1));
  if (reference !== null && !/^\\[0-3][0-7]{2}/.test(state.source.slice(state.at))) {
    if (Number(reference[0]) > state.groups) throw bad(state, `invalid group reference ${reference[0]}`);
    put(state, 1 + reference[0].length, `(?:\\${reference[0]})`);
    return;
  }
  const kind = classEscape(next);
  if (kind !== undefined) {
    put(state, 2, kind);
    return;
  }
  const { character, length } = simpleEscape(state.source, state.at);
  put(state, length, literal(character));
}

function characterClass(state: State): void {
  const { text, length } = translateClass(state.source, state.at);
  put(state, length, text);
}
