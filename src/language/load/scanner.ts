import { Lexer } from 'yaml';
import { blockText, parseBlockHeader } from './block-scalar.ts';
import { checkPlain, explainColon } from './plain.ts';
import { quotedEnd } from './quoted.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { ScalarStyle, Token, TokenType } from './token.ts';
import { unfold, unquoteDouble, unquoteSingle } from './unfold.ts';

/**
 * The lexer of the yaml package reads YAML 1.2, where quoted text and flow collections have to stay indented;
 * libyaml lets them go on anywhere. These two of its fields make it follow; the package's version is pinned.
 */
interface LexerState {
  pos: number;
  indentNext: number;
  lex(source: string): Iterable<string>;
}

interface SimpleKey {
  readonly offset: number;
  readonly line: number;
  /** Where its `key` token would be put. */
  readonly index: number;
  /** It stands where only a key may stand. */
  readonly required: boolean;
}

/** Marks from the lexer: start of document, end of flow by force, "a scalar follows". */
const docMark = '\x02';
const flowEndMark = '\x18';
const scalarMark = '\x1f';

const single: Readonly<Record<string, TokenType>> = { ',': 'comma', ']': 'flow-seq-end', '}': 'flow-map-end' };

/**
 * Turns the yaml package's lexemes into libyaml's tokens: which scalar is a key, and where blocks begin and end.
 * A key is one line of at most 1,024 characters before its colon, as YAML 1.1 has it.
 */
export class Scanner {
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #lexer: LexerState;
  #offset = 0;
  #line = 0;
  #lineStart = 0;
  #flowLevel = 0;
  #indent = -1;
  readonly #indents: number[] = [];
  #keyAllowed = true;
  #keys: (SimpleKey | undefined)[] = [undefined];
  #header: { source: string; offset: number } | undefined;
  #scalarNext = false;
  /** The line where the plain scalar just read ends, -1 after anything else. */
  #plainLine = -1;

  constructor(text: string) {
    this.#text = text;
    this.#lexer = new Lexer() as unknown as LexerState;
  }

  /** @throws SyntaxProblem at the first thing that is not YAML */
  scan(): Token[] {
    for (const lexeme of this.#lexer.lex(this.#text)) {
      if (this.#scalarNext) this.#scalar(lexeme);
      else if (lexeme === scalarMark) this.#scalarNext = true;
      else if (lexeme !== docMark && lexeme !== flowEndMark) this.#lexeme(lexeme);
    }
    this.#unroll(-1);
    this.#dropKey();
    this.#push('end', 0);
    return this.tokens;
  }

  #lexeme(lexeme: string): void {
    const first = lexeme[0] ?? '';
    if (first === ' ' || first === '\t') this.#spaces(lexeme);
    else if (first === '\n' || first === '\r') this.#newLine(lexeme);
    else if (first === '#' || first === '\uFEFF') this.#offset += lexeme.length;
    else this.#token(first, lexeme);
  }

  #spaces(lexeme: string): void {
    const tab = lexeme.indexOf('\t');
    if (tab >= 0 && this.#flowLevel === 0 && this.#header === undefined && this.#refusesTab(this.#offset + tab)) {
      throw new SyntaxProblem('Cannot read the line: a tab stands where it would be indentation', this.#offset + tab, {
        hint: 'indent with spaces',
      });
    }
    this.#offset += lexeme.length;
  }

  /** After a plain scalar tabs are white space as long as they are deeper than the block; else not where a key may start. */
  #refusesTab(offset: number): boolean {
    if (this.#plainLine < 0) return this.#keyAllowed;
    return this.#line > this.#plainLine && offset - this.#lineStart <= this.#indent;
  }

  #newLine(lexeme: string): void {
    this.#offset += lexeme.length;
    this.#line += 1;
    this.#lineStart = this.#offset;
    if (this.#flowLevel === 0) this.#keyAllowed = true;
  }

  #token(first: string, lexeme: string): void {
    if (this.#header !== undefined) throw this.#afterHeader(lexeme);
    this.#before();
    if (lexeme === '---' || lexeme === '...') return this.#document(lexeme);
    if (first === '%') return this.#directive(lexeme);
    if (lexeme === '-') return this.#entry();
    if (lexeme === '?') return this.#explicitKey();
    if (lexeme === ':') return this.#value();
    if (first === '[' || first === '{') return this.#flowStart(first);
    if (first === ']' || first === '}' || first === ',') return this.#flowPunctuation(first);
    if (first === '"' || first === "'") return this.#quoted(first, lexeme);
    if (first === '|' || first === '>') return this.#blockHeader(lexeme);
    return this.#property(first, lexeme);
  }

  /** Before every token: the blocks that its column ends. */
  #before(): void {
    this.#plainLine = -1;
    this.#unroll(this.#offset - this.#lineStart);
  }

  #push(type: TokenType, length: number, text = '', style?: ScalarStyle): void {
    this.tokens.push({ type, offset: this.#offset, end: this.#offset + length, text, style });
    this.#offset += length;
  }

  #document(lexeme: string): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    this.#push(lexeme === '---' ? 'doc-start' : 'doc-end', 3);
  }

  #directive(lexeme: string): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#keyAllowed = false;
    this.#push('directive', lexeme.length, lexeme);
  }

  #entry(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) {
        throw new SyntaxProblem('Cannot read the value: a list cannot start here', this.#offset, {
          hint: 'start the list on the next line, or quote the value',
        });
      }
      this.#roll(this.#offset - this.#lineStart, 'block-seq', this.tokens.length, this.#offset);
    }
    this.#keyAllowed = true;
    this.#dropKey();
    this.#push('entry', 1);
  }

  #explicitKey(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) {
        throw new SyntaxProblem('Cannot read the value: "? " cannot stand here', this.#offset, { hint: 'quote the value' });
      }
      this.#roll(this.#offset - this.#lineStart, 'block-map', this.tokens.length, this.#offset);
    }
    this.#keyAllowed = this.#flowLevel === 0;
    this.#dropKey();
    this.#push('key', 1);
  }

  #value(): void {
    const key = this.#validKey();
    if (key === undefined) this.#valueWithoutKey();
    else {
      this.#keys[this.#flowLevel] = undefined;
      this.tokens.splice(key.index, 0, { type: 'key', offset: key.offset, end: key.offset, text: '', style: undefined });
      if (this.#flowLevel === 0) this.#roll(key.offset - this.#lineStart, 'block-map', key.index, key.offset);
      this.#keyAllowed = false;
    }
    this.#push('value', 1);
  }

  #valueWithoutKey(): void {
    if (this.#flowLevel === 0) {
      if (!this.#keyAllowed) throw explainColon(this.#text, this.#offset, this.tokens);
      this.#roll(this.#offset - this.#lineStart, 'block-map', this.tokens.length, this.#offset);
    }
    this.#keyAllowed = this.#flowLevel === 0;
    this.#dropKey();
  }

  #flowStart(first: string): void {
    this.#saveKey();
    this.#lexer.indentNext = 0;
    this.#flowLevel += 1;
    this.#keys[this.#flowLevel] = undefined;
    this.#keyAllowed = true;
    this.#push(first === '[' ? 'flow-seq' : 'flow-map', 1);
  }

  #flowPunctuation(first: string): void {
    this.#dropKey();
    if (first !== ',' && this.#flowLevel > 0) this.#flowLevel -= 1;
    this.#keyAllowed = first === ',';
    this.#push(single[first] ?? 'comma', 1);
  }

  #quoted(quote: string, lexeme: string): void {
    const end = quotedEnd(this.#text, this.#offset);
    if (end !== this.#offset + lexeme.length) this.#lexer.pos = end - lexeme.length;
    const source = this.#text.slice(this.#offset, end);
    this.#saveKey();
    this.#keyAllowed = false;
    const value = quote === "'" ? unquoteSingle(source) : unquoteDouble(source, this.#offset);
    this.#push('scalar', source.length, value, quote === "'" ? 'single' : 'double');
    this.#countLines(source);
  }

  #blockHeader(lexeme: string): void {
    this.#header = { source: lexeme, offset: this.#offset };
    this.#dropKey();
    this.#keyAllowed = true;
    this.#offset += lexeme.length;
  }

  #afterHeader(lexeme: string): SyntaxProblem {
    return new SyntaxProblem('Cannot read the block of text: nothing may follow on the line that starts it', this.#offset, {
      length: lexeme.length,
      hint: 'put the text on the next line, or quote the value',
    });
  }

  #property(first: string, lexeme: string): void {
    this.#saveKey();
    this.#keyAllowed = false;
    if (first === '!') return this.#push('tag', lexeme.length, lexeme);
    const name = lexeme.slice(1);
    if (!/^[\w-]+$/.test(name) || (first !== '&' && first !== '*')) {
      throw new SyntaxProblem(
        `Cannot read "${lexeme}": ${first === '*' ? 'an alias' : 'an anchor'} is named with letters, digits, "-" and "_"`,
        this.#offset,
        { length: lexeme.length, hint: `quote a value that starts with "${first}"` },
      );
    }
    this.#push(first === '&' ? 'anchor' : 'alias', lexeme.length, name);
  }

  #scalar(lexeme: string): void {
    this.#scalarNext = false;
    if (this.#header !== undefined) return this.#blockScalar(this.#header, lexeme);
    this.#before();
    this.#saveKey();
    checkPlain(lexeme, this.#text, this.#offset, this.#flowLevel > 0, this.#indent);
    this.#keyAllowed = false;
    this.#push('scalar', lexeme.length, unfold(lexeme), 'plain');
    this.#countLines(lexeme);
    this.#plainLine = this.#line;
  }

  #blockScalar({ source, offset }: { source: string; offset: number }, content: string): void {
    this.#header = undefined;
    const text = blockText(parseBlockHeader(source, offset), content, this.#indent, this.#offset);
    this.tokens.push({ type: 'scalar', offset, end: offset + source.length, text, style: 'block' });
    this.#offset += content.length;
    this.#countLines(content);
    this.#keyAllowed = true;
  }

  #countLines(source: string): void {
    const start = this.#offset - source.length;
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
      this.#line += 1;
      this.#lineStart = start + at + 1;
    }
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    this.#dropKey();
    this.#keys[this.#flowLevel] = {
      offset: this.#offset,
      line: this.#line,
      index: this.tokens.length,
      required: this.#flowLevel === 0 && this.#indent === this.#offset - this.#lineStart,
    };
  }

  #validKey(): SimpleKey | undefined {
    const key = this.#keys[this.#flowLevel];
    if (key === undefined) return undefined;
    if (key.line === this.#line && key.offset + 1024 >= this.#offset) return key;
    this.#dropKey();
    return undefined;
  }

  #dropKey(): void {
    const key = this.#keys[this.#flowLevel];
    this.#keys[this.#flowLevel] = undefined;
    if (key?.required === true) {
      const end = this.#text.indexOf('\n', key.offset);
      const line = this.#text.slice(key.offset, end < 0 ? undefined : end).trimEnd();
      const missingSpace = /^([\w-]+):(?=\S)/.exec(line);
      throw new SyntaxProblem('Cannot read the mapping: a key needs ": " after it', key.offset, {
        length: line.length,
        hint: missingSpace === null ? 'write "key: value"' : `write a space after "${missingSpace[1]}:"`,
      });
    }
  }

  #roll(column: number, type: 'block-map' | 'block-seq', index: number, offset: number): void {
    if (this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    this.tokens.splice(index, 0, { type, offset, end: offset, text: '', style: undefined });
  }

  #unroll(column: number): void {
    if (this.#flowLevel > 0) return;
    while (this.#indent > column) {
      this.tokens.push({ type: 'block-end', offset: this.#offset, end: this.#offset, text: '', style: undefined });
      this.#indent = this.#indents.pop() ?? -1;
    }
  }
}
