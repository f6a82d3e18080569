import { syntaxError, type TemplateSyntaxError } from './syntax-error.ts';
import type { Token, TokenType } from './token.ts';

const described: Readonly<Partial<Record<TokenType, string>>> = {
  data: 'text',
  variable_begin: 'an expression',
  variable_end: 'the end of the expression',
  block_begin: 'a statement',
  block_end: 'the end of the statement',
  end: 'the end of the template',
};

/** The parser's view of the tokens: the present one, the next one, and what is demanded. */
export class TokenStream {
  readonly source: string;
  private readonly tokens: readonly Token[];
  private at = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  get current(): Token {
    return this.tokens[this.at] ?? this.last();
  }

  get following(): Token {
    return this.tokens[this.at + 1] ?? this.last();
  }

  private last(): Token {
    return this.tokens[this.tokens.length - 1] ?? { type: 'end', text: '', at: 0, end: 0 };
  }

  next(): Token {
    const token = this.current;
    this.at++;
    return token;
  }

  is(type: TokenType, text?: string): boolean {
    const { current } = this;
    return current.type === type && (text === undefined || current.text === text);
  }

  isName(...names: readonly string[]): boolean {
    return this.current.type === 'name' && names.includes(this.current.text);
  }

  isOperator(...operators: readonly string[]): boolean {
    return this.current.type === 'operator' && operators.includes(this.current.text);
  }

  /** Steps over the token if it is this name. */
  skipName(name: string): boolean {
    const found = this.isName(name);
    if (found) this.at++;
    return found;
  }

  skipOperator(operator: string): boolean {
    const found = this.isOperator(operator);
    if (found) this.at++;
    return found;
  }

  /** The token in words: `'endif'`, `the end of the statement`. */
  get described(): string {
    const { type, text } = this.current;
    return described[type] ?? `'${text}'`;
  }

  /** @throws TemplateSyntaxError unless the token is of the type (and text) */
  expect(type: TokenType, text?: string): Token {
    if (this.is(type, text)) return this.next();
    const wanted = text === undefined ? (described[type] ?? `a ${type}`) : `'${text}'`;
    const hint = this.isOperator('=') ? 'a comparison is written "=="' : undefined;
    throw this.fail(`expected ${wanted}, got ${this.described}`, this.current.at, hint);
  }

  fail(why: string, at: number = this.current.at, hint?: string): TemplateSyntaxError {
    return syntaxError(this.source, at, why, hint);
  }

  unexpected(): TemplateSyntaxError {
    return this.fail(`expected an expression, got ${this.described}`);
  }
}
