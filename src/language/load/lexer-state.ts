import { Lexer } from 'yaml';

/**
 * The lexer of the yaml package reads YAML 1.2, where quoted text and flow collections have to stay indented, and
 * block texts at the top need not; libyaml has it the other way. These two of its fields make it follow; the
 * package's version is pinned, and the tests of `load` would show a change.
 */
export interface LexerState {
  pos: number;
  indentNext: number;
  lex(source: string): Iterable<string>;
}

export function openLexer(): LexerState {
  return new Lexer() as unknown as LexerState;
}

/** What the lexer puts between lexemes: start of a document, end of a flow by force, "a scalar follows". */
export const docMark = '\x02';
export const flowEndMark = '\x18';
export const scalarMark = '\x1f';
