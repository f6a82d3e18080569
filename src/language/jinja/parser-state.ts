import type { Expression } from './ast.ts';
import type { TokenStream } from './token-stream.ts';

/** What the functions of the parser share about one template. */
export interface ParserState {
  readonly stream: TokenStream;
  /** What line ends in string literals and text become. */
  readonly newline: string;
  /** Every name that is read; a macro looks for `varargs` and its like among those of its body, a loop for `loop`. */
  names: Set<string>;
  /** Whether a method that changes a container in place is called. */
  mutates: boolean;
  expression(): Expression;
  /** A name, a literal or something in brackets. */
  primary(): Expression;
}

/** What a part of the template parses to, and the names that it reads. */
export function namesOf<T>(state: ParserState, parse: () => T): { readonly result: T; readonly names: ReadonlySet<string> } {
  const outer = state.names;
  const names = new Set<string>();
  state.names = names;
  const result = parse();
  for (const name of names) outer.add(name);
  state.names = outer;
  return { result, names };
}
