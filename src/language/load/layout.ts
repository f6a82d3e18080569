import { SyntaxProblem } from './syntax-problem.ts';
import type { ScalarStyle, Token, TokenType } from './token.ts';

interface SimpleKey {
  readonly offset: number;
  readonly line: number;
  /** Where its `key` token would be put. */
  readonly index: number;
  /** It stands where only a key may stand. */
  readonly required: boolean;
}

/**
 * Where the scanner is, and what indentation makes of it: libyaml's rules for where blocks begin and end, and for
 * what can be a key without `? ` (one line, at most 1,024 characters before the colon).
 */
export class Layout {
  readonly tokens: Token[] = [];
  readonly text: string;
  offset = 0;
  line = 0;
  lineStart = 0;
  flowLevel = 0;
  /** The column of the innermost block; -1 outside of all. */
  indent = -1;
  keyAllowed = true;
  readonly #indents: number[] = [];
  readonly #keys: (SimpleKey | undefined)[] = [undefined];

  constructor(text: string) {
    this.text = text;
  }

  get column(): number {
    return this.offset - this.lineStart;
  }

  push(type: TokenType, length: number, text = '', style?: ScalarStyle): void {
    this.tokens.push({ type, offset: this.offset, end: this.offset + length, text, style });
    this.offset += length;
  }

  /** The byte order mark takes no column. */
  skipMark(): void {
    this.offset += 1;
    this.lineStart = this.offset;
  }

  /** Counts the lines of what was just read. */
  countLines(source: string): void {
    const start = this.offset - source.length;
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
      this.line += 1;
      this.lineStart = start + at + 1;
    }
  }

  /** What comes now may turn out to be a key. */
  saveKey(): void {
    if (!this.keyAllowed) return;
    this.dropKey();
    const required = this.flowLevel === 0 && this.indent === this.column;
    this.#keys[this.flowLevel] = { offset: this.offset, line: this.line, index: this.tokens.length, required };
  }

  /** Makes the saved key one, at its colon; false where there is none that is near enough. */
  takeKey(): boolean {
    const key = this.#keys[this.flowLevel];
    if (key === undefined) return false;
    if (key.line !== this.line || key.offset + 1024 < this.offset) {
      this.dropKey();
      return false;
    }
    this.#keys[this.flowLevel] = undefined;
    this.tokens.splice(key.index, 0, { type: 'key', offset: key.offset, end: key.offset, text: '', style: undefined });
    this.roll('block-map', key.offset, key.index);
    return true;
  }

  /** @throws SyntaxProblem if it had to be a key */
  dropKey(): void {
    const key = this.#keys[this.flowLevel];
    this.#keys[this.flowLevel] = undefined;
    if (key?.required !== true) return;
    const end = this.text.indexOf('\n', key.offset);
    const line = this.text.slice(key.offset, end < 0 ? undefined : end).trimEnd();
    const missingSpace = /^([\w-]+):(?=\S)/.exec(line);
    throw new SyntaxProblem('Cannot read the mapping: a key needs ": " after it', key.offset, {
      length: line.length,
      hint: missingSpace === null ? 'write "key: value"' : `write a space after "${missingSpace[1]}:"`,
    });
  }

  enterFlow(): void {
    this.flowLevel += 1;
    this.#keys[this.flowLevel] = undefined;
  }

  /** Begins a block at a column to the right of the present one. */
  roll(type: 'block-map' | 'block-seq', offset: number, index: number): void {
    const column = offset - this.lineStart;
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.#indents.push(this.indent);
    this.indent = column;
    this.tokens.splice(index, 0, { type, offset, end: offset, text: '', style: undefined });
  }

  /** Ends the blocks to the right of a column. */
  unroll(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.tokens.push({ type: 'block-end', offset: this.offset, end: this.offset, text: '', style: undefined });
      this.indent = this.#indents.pop() ?? -1;
    }
  }
}
