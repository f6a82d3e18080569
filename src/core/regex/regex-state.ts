import { failure } from './failure.ts';
import type { Part, Sequence, Width } from './regex-parts.ts';

/** A pattern of Python, as far as it is read and written anew. */
export interface State {
  readonly source: string;
  readonly named: boolean;
  /** Groups that a condition asks for, as written. */
  readonly asked: ReadonlySet<string>;
  at: number;
  groups: number;
  helpers: number;
  readonly names: Map<string, number>;
  readonly widths: Map<number, Width>;
  ignoreCase: boolean;
  /** The sequence that is read, those around it before. */
  sequence: Sequence;
  readonly outer: Sequence[];
}

export function bad(state: { source: string; at: number }, why: string): Error {
  return failure(`use the pattern '${state.source}'`, `${why} at position ${state.at}`);
}

export function put(state: State, length: number, part: Part): void {
  state.at += length;
  state.sequence.add(part);
}

/** What matched once is not tried in another way: the groups of a lookahead keep what they first found. */
export function atomic(state: State, text: string): string {
  const name = `h${++state.helpers}`;
  return `(?:(?=(?<${name}>${text}))\\k<${name}>)`;
}

/** What a group matched, once more. */
export function backReference(state: State, number: number): Part {
  const width = state.widths.get(number);
  if (width === undefined) throw bad(state, 'cannot refer to an open group');
  return { text: state.named ? `\\k<g${number}>` : `(?:\\${number})`, ...width };
}
