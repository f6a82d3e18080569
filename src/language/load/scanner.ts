// length: one state machine; what it reads is in files of its own
import { anchorName } from './anchor-name.ts';
import { blockText, parseBlockHeader } from './block-scalar.ts';
import { Layout } from './layout.ts';
import { docMark, flowEndMark, type LexerState, openLexer, scalarMark } from './lexer-state.ts';
import { checkPlain, explainColon } from './plain.ts';
import { quotedEnd } from './quoted.ts';
import { SyntaxProblem, tabProblem } from './syntax-problem.ts';
import { checkTag } from './tag-handles.ts';
import type { Token } from './token.ts';
import { unfold, unquoteDouble, unquoteSingle } from './unfold.ts';

/**
 * Turns the yaml package's lexemes into libyaml's tokens.
 * @throws SyntaxProblem at the first thing that is not YAML 1.1
 */
export function scan(text: string): Token[] {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #layout: Layout;
  readonly #lexer: LexerState;
  /** The `|` or `>` whose text comes next. */
  #header: { source: string; offset: number } | undefined;
  #scalarNext = false;
  /** The line where the plain scalar just read ends, -1 after anything else. */
  #plainLine = -1;

  constructor(text: string) {
    this.#layout = new Layout(text);
    this.#lexer = openLexer();
  }

  scan(): Token[] {
    const layout = this.#layout;
    for (const lexeme of this.#lexer.lex(layout.text)) {
      if (this.#scalarNext) this.#scalar(lexeme);
      else if (lexeme === scalarMark) this.#scalarNext = true;
      else if (lexeme !== docMark && lexeme !== flowEndMark) this.#lexeme(lexeme);
    }
    layout.unroll(-1);
    layout.dropKey();
    layout.push('end', 0);
    return layout.tokens;
  }

  #lexeme(lexeme: string): void {
    const first = lexeme[0] ?? '';
    if (first === ' ' || first === '\t') this.#spaces(lexeme);
    else if (first === '\n' || first === '\r') this.#newLine(lexeme);
    else if (first === '#') this.#layout.offset += lexeme.length;
    else if (first === '\uFEFF') this.#layout.skipMark();
    else this.#token(first, lexeme);
  }

  #spaces(lexeme: string): void {
    const layout = this.#layout;
    const tab = lexeme.indexOf('\t');
    if (tab >= 0 && layout.flowLevel === 0 && this.#header === undefined && this.#refusesTab(layout.offset + tab)) {
      throw tabProblem(layout.offset + tab);
    }
    layout.offset += lexeme.length;
  }

  /** After a plain scalar tabs are white space as long as they are deeper than the block; else not where a key may start. */
  #refusesTab(offset: number): boolean {
    const layout = this.#layout;
    if (this.#plainLine < 0) return layout.keyAllowed;
    return layout.line > this.#plainLine && offset - layout.lineStart <= layout.indent;
  }

  #newLine(lexeme: string): void {
    const layout = this.#layout;
    layout.offset += lexeme.length;
    layout.line += 1;
    layout.lineStart = layout.offset;
    if (layout.flowLevel === 0) layout.keyAllowed = true;
  }

  #token(first: string, lexeme: string): void {
    if (this.#header !== undefined) {
      throw new SyntaxProblem(
        'Cannot read the block of text: nothing may follow on the line that starts it',
        this.#layout.offset,
        { length: lexeme.length, hint: 'put the text on the next line, or quote the value' },
      );
    }
    this.#before();
    if (lexeme === '---' || lexeme === '...' || first === '%') this.#document(lexeme);
    else if (lexeme === '-') this.#dash();
    else if (lexeme === '?') this.#explicitKey();
    else if (lexeme === ':') this.#value();
    else this.#node(first, lexeme);
  }

  #node(first: string, lexeme: string): void {
    switch (first) {
      case '[':
      case '{':
        this.#flowStart(first);
        break;
      case ']':
      case '}':
      case ',':
        this.#flowPunctuation(first);
        break;
      case '"':
      case "'":
        this.#quoted(first, lexeme);
        break;
      case '|':
      case '>':
        this.#blockHeader(lexeme);
        break;
      default:
        this.#property(first, lexeme);
    }
  }

  /** Before every token: the blocks that its column ends. */
  #before(): void {
    this.#plainLine = -1;
    this.#layout.unroll(this.#layout.column);
  }

  #document(lexeme: string): void {
    const layout = this.#layout;
    layout.unroll(-1);
    layout.dropKey();
    layout.keyAllowed = false;
    if (lexeme[0] === '%') layout.push('directive', lexeme.length, lexeme);
    else layout.push(lexeme === '---' ? 'doc-start' : 'doc-end', 3);
  }

  /** In brackets a dash right before what ends an item is text. */
  #dash(): void {
    const layout = this.#layout;
    const isText = layout.flowLevel > 0 && ',]}'.includes(layout.text[layout.offset + 1] ?? ' ');
    if (isText) this.#plain('-');
    else this.#entry();
  }

  #entry(): void {
    const layout = this.#layout;
    if (layout.flowLevel === 0) {
      if (!layout.keyAllowed) {
        throw new SyntaxProblem('Cannot read the value: a list cannot start here', layout.offset, {
          hint: 'start the list on the next line, or quote the value',
        });
      }
      layout.roll('block-seq', layout.offset, layout.tokens.length);
    }
    layout.keyAllowed = true;
    layout.dropKey();
    layout.push('entry', 1);
  }

  #explicitKey(): void {
    const layout = this.#layout;
    if (layout.flowLevel === 0) {
      if (!layout.keyAllowed) {
        throw new SyntaxProblem('Cannot read the value: "? " cannot stand here', layout.offset, { hint: 'quote the value' });
      }
      layout.roll('block-map', layout.offset, layout.tokens.length);
    }
    layout.keyAllowed = layout.flowLevel === 0;
    layout.dropKey();
    layout.push('key', 1);
  }

  #value(): void {
    const layout = this.#layout;
    if (layout.takeKey()) layout.keyAllowed = false;
    else {
      if (layout.flowLevel === 0) {
        if (!layout.keyAllowed) throw explainColon(layout.text, layout.offset, layout.tokens);
        layout.roll('block-map', layout.offset, layout.tokens.length);
      }
      layout.keyAllowed = layout.flowLevel === 0;
    }
    layout.push('value', 1);
  }

  #flowStart(first: string): void {
    const layout = this.#layout;
    layout.saveKey();
    this.#lexer.indentNext = 0;
    layout.enterFlow();
    layout.keyAllowed = true;
    layout.push(first === '[' ? 'flow-seq' : 'flow-map', 1);
  }

  #flowPunctuation(first: string): void {
    const layout = this.#layout;
    layout.dropKey();
    if (first !== ',' && layout.flowLevel > 0) layout.flowLevel -= 1;
    layout.keyAllowed = first === ',';
    layout.push(first === ',' ? 'comma' : first === ']' ? 'flow-seq-end' : 'flow-map-end', 1);
  }

  #quoted(quote: string, lexeme: string): void {
    const layout = this.#layout;
    const end = quotedEnd(layout.text, layout.offset);
    if (end !== layout.offset + lexeme.length) this.#lexer.pos = end - lexeme.length;
    const source = layout.text.slice(layout.offset, end);
    layout.saveKey();
    layout.keyAllowed = false;
    const value = quote === "'" ? unquoteSingle(source) : unquoteDouble(source, layout.offset);
    layout.push('scalar', source.length, value, quote === "'" ? 'single' : 'double');
    layout.countLines(source);
  }

  #blockHeader(lexeme: string): void {
    const layout = this.#layout;
    this.#header = { source: lexeme, offset: layout.offset };
    layout.dropKey();
    layout.keyAllowed = true;
    layout.offset += lexeme.length;
  }

  #property(first: string, lexeme: string): void {
    const layout = this.#layout;
    layout.saveKey();
    layout.keyAllowed = false;
    if (first === '!') layout.push('tag', lexeme.length, checkTag(lexeme, layout.text, layout.offset, layout.flowLevel > 0));
    else layout.push(first === '&' ? 'anchor' : 'alias', lexeme.length, anchorName(lexeme, layout.offset));
  }

  #scalar(lexeme: string): void {
    this.#scalarNext = false;
    if (this.#header === undefined) this.#plain(lexeme);
    else this.#block(this.#header, lexeme);
  }

  #plain(lexeme: string): void {
    if (lexeme === '') return;
    const layout = this.#layout;
    this.#before();
    layout.saveKey();
    checkPlain(lexeme, layout.text, layout.offset, layout.flowLevel > 0, layout.indent);
    layout.keyAllowed = false;
    layout.push('scalar', lexeme.length, unfold(lexeme), 'plain');
    layout.countLines(lexeme);
    this.#plainLine = layout.line;
  }

  #block({ source, offset }: { source: string; offset: number }, content: string): void {
    const layout = this.#layout;
    this.#header = undefined;
    const { text, length } = blockText(parseBlockHeader(source, offset), content, layout.indent, layout.offset);
    if (length < content.length) this.#lexer.pos = layout.offset + length - content.length;
    layout.tokens.push({ type: 'scalar', offset, end: offset + source.length, text, style: 'block' });
    layout.offset += length;
    layout.countLines(content.slice(0, length));
    layout.keyAllowed = true;
  }
}
