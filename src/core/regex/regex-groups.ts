import { type Scope, Sequence } from './regex-parts.ts';
import { atomic, backReference, bad, put, type State } from './regex-state.ts';

/** Whatever begins with a parenthesis. */
export function openGroup(state: State): void {
  const rest = state.source.slice(state.at);
  if (!rest.startsWith('(?')) {
    open(state, 1, capture(state, ''));
    return;
  }
  const look = /^\(\?(<?)[=!]/.exec(rest);
  if (look !== null) open(state, look[0].length, { start: look[0], isLook: true, isBehind: look[1] === '<' });
  else if (rest.startsWith('(?>')) open(state, 3, { start: '', end: '', isAtomic: true });
  else specialGroup(state, rest);
}

function open(state: State, length: number, group: Partial<Sequence['group']>, scope: Scope = state.sequence.scope): void {
  state.at += length;
  state.outer.push(state.sequence);
  state.sequence = new Sequence(scope, { start: '(?:', end: ')', ...group });
}

function capture(state: State, name: string): Partial<Sequence['group']> {
  const number = ++state.groups;
  if (!state.named) return { start: '(', number };
  // A condition asks whether the rest of the text was noted: JavaScript takes a group without part for an empty one.
  const isAsked = state.asked.has(String(number)) || state.asked.has(name);
  const start = `(?<g${number}>`;
  return isAsked ? { start: `(?:(?=(?<r${number}>[^]*))${start}`, end: '))', number } : { start, number };
}

export function closeGroup(state: State): void {
  const outer = state.outer.pop();
  if (outer === undefined) throw bad(state, 'unbalanced parenthesis');
  const { group } = state.sequence;
  const { text, low, high } = state.sequence.end();
  if (group.isBehind === true && low !== high) throw bad(state, 'look-behind requires fixed-width pattern');
  state.sequence = outer;
  if (group.number !== undefined) state.widths.set(group.number, { low, high });
  if (group.isLook === true) put(state, 1, { text: `(?:${text})`, low: 0, high: 0 });
  else put(state, 1, { text: group.isAtomic === true ? atomic(state, text) : text, low, high });
}

type Special = readonly [start: RegExp, read: (state: State, found: RegExpExecArray) => void];

const specials: readonly Special[] = [
  [/^\(\?P<([^>]*)>/, namedGroup],
  [/^\(\?([aiLmsux]*)(?:-([imsx]+))?:/, flagGroup],
  [/^\(\?P=([^)]*)\)/, (state, [whole, name = '']) => put(state, whole.length, backReference(state, groupNumber(state, name)))],
  [
    /^\(\?#[^)]*\)/,
    (state, [whole]) => {
      state.at += whole.length;
    },
  ],
  [/^\(\?\(([^)]*)\)/, conditionalGroup],
];

function specialGroup(state: State, rest: string): void {
  for (const [start, read] of specials) {
    const found = start.exec(rest);
    if (found !== null) {
      read(state, found);
      return;
    }
  }
  if (/^\(\?[aiLmsux]+\)/.test(rest)) throw bad(state, 'global flags not at the start of the expression');
  throw bad(state, `unknown extension ${rest.slice(1, 4)}`);
}

function conditionalGroup(state: State, [whole, name = '']: RegExpExecArray): void {
  const number = /^\d+$/.test(name) ? Number(name) : groupNumber(state, name);
  if (number === 0 || number > state.groups) throw bad(state, `invalid group reference ${number}`);
  open(state, whole.length, { condition: number });
}

function namedGroup(state: State, [whole, name = '']: RegExpExecArray): void {
  if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)) throw bad(state, `bad character in group name '${name}'`);
  if (state.names.has(name)) throw bad(state, `redefinition of group name '${name}'`);
  open(state, whole.length, capture(state, name));
  state.names.set(name, state.groups);
}

function groupNumber(state: State, name: string): number {
  const number = state.names.get(name);
  if (number === undefined) throw bad(state, `unknown group name '${name}'`);
  return number;
}

function flagGroup(state: State, found: RegExpExecArray): void {
  const [whole, on = '', off = ''] = found;
  const scope = withFlags(state, on);
  const ignore = on.includes('i') ? '(?i:' : off.includes('i') ? '(?-i:' : '(?:';
  const without = (letter: string, value: boolean) => value && !off.includes(letter);
  const left = {
    ...scope,
    multiline: without('m', scope.multiline),
    dotAll: without('s', scope.dotAll),
    verbose: without('x', scope.verbose),
  };
  open(state, whole.length, { start: ignore }, left);
}

/** The flags of the place with more of them set. */
export function withFlags(state: State, letters: string): Scope {
  if (letters.includes('L')) throw bad(state, "bad inline flags: cannot use 'L' flag with a str pattern");
  if (letters.includes('a') && letters.includes('u'))
    throw bad(state, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
  const { scope } = state.sequence;
  return {
    multiline: letters.includes('m') || scope.multiline,
    dotAll: letters.includes('s') || scope.dotAll,
    verbose: letters.includes('x') || scope.verbose,
    ascii: letters.includes('a') || (scope.ascii && !letters.includes('u')),
  };
}
