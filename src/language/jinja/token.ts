export type TokenType =
  | 'data'
  | 'variable_begin'
  | 'variable_end'
  | 'block_begin'
  | 'block_end'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'operator'
  | 'end';

export interface Token {
  readonly type: TokenType;
  /** The text as written; of a string the part between the quotes, of data what white-space control left. */
  readonly text: string;
  /** Offset in the template's text (line ends normalized). */
  readonly at: number;
  /** Offset after the token. */
  readonly end: number;
}
