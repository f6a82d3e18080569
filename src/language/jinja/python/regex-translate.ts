import { failure } from './failure.ts';
import type { RegexFlags } from './regex.ts';
import { classEscape, classLiteral, literal, simpleEscape } from './regex-escape.ts';

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
  if (handler !== undefined) return handler(state);
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
  if (whole === '' || (counted && low === '' && high === '')) return put(state, 1, '\\{');
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
    return put(state, 1, '(');
  }
  const plain = /^\(\?(?::|=|!|<=|<!)/.exec(rest);
  if (plain !== null) return put(state, plain[0].length, plain[0]);
  specialGroup(state, rest);
}

function specialGroup(state: State, rest: string): void {
  const named = /^\(\?P<([^>]*)>/.exec(rest);
  if (named !== null) return namedGroup(state, named[0].length, named[1] ?? '');
  const flags = /^\(\?([aiLmsux]*)(?:-([imsx]+))?:/.exec(rest);
  if (flags !== null) return flagGroup(state, flags);
  state.outer.pop();
  const reference = /^\(\?P=([^)]*)\)/.exec(rest);
  if (reference !== null) return put(state, reference[0].length, `(?:\\${groupNumber(state, reference[1] ?? '')})`);
  const comment = /^\(\?#[^)]*\)/.exec(rest);
  if (comment !== null) return put(state, comment[0].length, '');
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
  if (boundary !== undefined) return put(state, 2, boundary);
  const reference = /^[1-9]\d?/.exec(state.source.slice(state.at + 1));
  if (reference !== null && !/^\\[0-3][0-7]{2}/.test(state.source.slice(state.at))) {
    if (Number(reference[0]) > state.groups) throw bad(state, `invalid group reference ${reference[0]}`);
    return put(state, 1 + reference[0].length, `(?:\\${reference[0]})`);
  }
  const kind = classEscape(next);
  if (kind !== undefined) return put(state, 2, kind);
  const { character, length } = simpleEscape(state.source, state.at);
  put(state, length, literal(character));
}

function characterClass(state: State): void {
  let at = state.at + 1;
  const negated = state.source.charAt(at) === '^';
  if (negated) at++;
  let body = '';
  let first = true;
  while (first || state.source.charAt(at) !== ']') {
    if (at >= state.source.length) throw bad(state, 'unterminated character set');
    const item = classItem(state.source, at);
    at += item.length;
    const dash = state.source.charAt(at) === '-' && !['', ']'].includes(state.source.charAt(at + 1));
    const end = dash ? classItem(state.source, at + 1) : undefined;
    if (end === undefined) body += item.text;
    else {
      if (item.set || end.set || item.code > end.code) throw bad(state, 'bad character range');
      body += `${item.text}-${end.text}`;
      at += 1 + end.length;
    }
    first = false;
  }
  put(state, at + 1 - state.at, `[${negated ? '^' : ''}${body}]`);
}

interface ClassItem {
  readonly text: string;
  readonly length: number;
  readonly set: boolean;
  readonly code: number;
}

function classItem(source: string, at: number): ClassItem {
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (character !== '\\')
    return { text: classLiteral(character), length: character.length, set: false, code: character.codePointAt(0) ?? 0 };
  const next = source.charAt(at + 1);
  const kind = classEscape(next);
  if (kind !== undefined) return { text: kind, length: 2, set: true, code: 0 };
  if (next === 'b') return { text: '\\b', length: 2, set: false, code: 8 };
  const escaped = simpleEscape(source, at);
  return { text: classLiteral(escaped.character), length: escaped.length, set: false, code: escaped.character.codePointAt(0) ?? 0 };
}
