import { syntaxError, type TemplateSyntaxError } from './syntax-error.ts';
import type { Token, TokenType } from './token.ts';

const described: Readonly<Partial<Record<TokenType, string>>> = {
  data: 'text',
  variable_begin: 'begin of print statement',
  variable_end: 'end of print statement',
  block_begin: 'begin of statement block',
  block_end: 'end of statement block',
  end: 'end of template',
};

function describe(token: Token): string {
  return described[token.type] ?? token.text;
}

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

  /** @throws TemplateSyntaxError unless the token is of the type (and text) */
  expect(type: TokenType, text?: string): Token {
    if (this.is(type, text)) return this.next();
    throw this.fail(
      `expected ${text === undefined ? (described[type] ?? `a ${type}`) : `'${text}'`}, got '${describe(this.current)}'`,
    );
  }

  fail(why: string, at: number = this.current.at, hint?: string): TemplateSyntaxError {
    return syntaxError(this.source, at, why, hint);
  }

  unexpected(): TemplateSyntaxError {
    return this.fail(`unexpected '${describe(this.current)}'`);
  }
}
