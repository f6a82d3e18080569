import type { BlockNode, Statement } from './ast.ts';
import type { ParserState } from './parser-state.ts';

/** Names of extensions that are off in Ansible unless `jinja2_extensions` names them. */
export type Extension = 'do' | 'loopcontrols';

/** What the parsers of statements share beside the expressions' state. */
export interface StatementState extends ParserState {
  readonly extensions: ReadonlySet<string>;
  readonly blocks: Map<string, BlockNode>;
  /** The statements whose end is to come, the innermost last. */
  readonly open: { readonly name: string; readonly ends: readonly string[] }[];
  /** Where the statements begin that are being read, the innermost last. */
  readonly starts: number[];
  /** The body up to one of the ends, which is stepped over. The head's `%}` is still to come. */
  body(name: string, ...ends: readonly string[]): { readonly body: Statement[]; readonly end: string };
}
