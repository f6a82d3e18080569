import type { Expression } from './ast.ts';
import type { TokenStream } from './token-stream.ts';

/** What the functions of the parser share about one template. */
export interface ParserState {
  readonly stream: TokenStream;
  /** What line ends in string literals and text become. */
  readonly newline: string;
  /** Every name that is read; a macro looks for `varargs`, `kwargs` and `caller` among those of its body. */
  names: Set<string>;
  /** Whether a method that changes a container in place is called. */
  mutates: boolean;
  expression(): Expression;
  /** A name, a literal or something in brackets. */
  primary(): Expression;
}
