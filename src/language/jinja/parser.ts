import type { BlockNode, Expression, Statement, TemplateNode } from './ast.ts';
import { normalizeSource, tokenize } from './lexer.ts';
import { setOrigin } from './origin.ts';
import { parseExpression, parsePrimary, parseTuple } from './parse-expression.ts';
import { parseStatement } from './parse-statement.ts';
import type { StatementState } from './statement-state.ts';
import { ansibleSyntax, type Syntax } from './syntax.ts';
import { TemplateSyntaxError } from './syntax-error.ts';
import { TokenStream } from './token-stream.ts';

const noExtensions: ReadonlySet<string> = new Set();

/**
 * A template's text as a tree, by the grammar of Jinja2 3.1.
 *
 * @throws TemplateSyntaxError
 */
export function parseTemplate(text: string, syntax: Syntax = ansibleSyntax, extensions = noExtensions): TemplateNode {
  const source = normalizeSource(text, syntax);
  const state = new State(new TokenStream(source, tokenize(source, syntax)), syntax, extensions);
  const body = state.statements([]);
  return { body, blocks: state.blocks, mutates: state.mutates, origin: state.stream };
}

export interface ParsedCondition {
  readonly expression: Expression;
  readonly mutates: boolean;
  /** By how much the offsets in the expression are larger than those in the condition's text. */
  readonly head: number;
}

/**
 * A condition without delimiters: what could stand in `{% if … %}`.
 *
 * @throws TemplateSyntaxError
 */
export function parseCondition(text: string): ParsedCondition {
  const head = '{% if ';
  const source = `${head}${text} %}`;
  try {
    const state = new State(new TokenStream(source, tokenize(source)), ansibleSyntax, noExtensions);
    state.stream.next();
    state.stream.next();
    const expression = parseTuple(state, { conditional: false });
    state.stream.expect('block_end');
    state.stream.expect('end');
    return { expression, mutates: state.mutates, head: head.length };
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError) || error.line > 1) throw error;
    throw new TemplateSyntaxError(
      error.why,
      { line: 1, column: Math.min(text.length + 1, Math.max(1, error.column - head.length)) },
      undefined,
      error.hint,
    );
  }
}

class State implements StatementState {
  readonly stream: TokenStream;
  readonly newline: string;
  readonly extensions: ReadonlySet<string>;
  readonly blocks = new Map<string, BlockNode>();
  readonly open: { name: string; ends: readonly string[] }[] = [];
  readonly starts: number[] = [];
  names = new Set<string>();
  mutates = false;

  constructor(stream: TokenStream, syntax: Syntax, extensions: ReadonlySet<string>) {
    this.stream = stream;
    this.newline = syntax.newlineSequence;
    this.extensions = extensions;
  }

  expression(): Expression {
    return parseExpression(this);
  }

  primary(): Expression {
    return parsePrimary(this);
  }

  body(name: string, ...ends: readonly string[]): { body: Statement[]; end: string } {
    this.stream.expect('block_end');
    this.open.push({ name, ends });
    const body = this.statements(ends);
    if (this.stream.is('end')) {
      throw this.stream.fail(`the statement '${name}' is not closed: expected '${ends.at(-1)}'`, this.starts.at(-1));
    }
    this.open.pop();
    return { body, end: this.stream.next().text };
  }

  /** Statements up to one of the ends, at which the stream then stands, or to the end of the template. */
  statements(ends: readonly string[]): Statement[] {
    const { stream } = this;
    const body: Statement[] = [];
    while (!stream.is('end')) {
      const { type, text, at } = stream.next();
      if (type === 'data')
        body.push({ kind: 'text', at, text: this.newline === '\n' ? text : text.replaceAll('\n', this.newline) });
      else if (type === 'variable_begin') body.push(this.withOrigin(this.print(at)));
      else if (stream.isName(...ends)) return body;
      else {
        body.push(this.withOrigin(parseStatement(this)));
        stream.expect('block_end');
      }
    }
    return body;
  }

  private withOrigin(statement: Statement): Statement {
    setOrigin(statement, this.stream);
    return statement;
  }

  private print(at: number): Statement {
    const value = parseTuple(this);
    this.stream.expect('variable_end');
    return { kind: 'print', at, value };
  }
}
