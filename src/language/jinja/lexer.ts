import { type Patterns, patterns } from './lexer-patterns.ts';
import { type EndOfTag, lineEnd, scanTag, tagEnd } from './scan-tag.ts';
import { ansibleSyntax, type Syntax } from './syntax.ts';
import { syntaxError } from './syntax-error.ts';
import type { Token } from './token.ts';

/** The text as Jinja2 reads it: line ends as `\n`, without the last one. */
export function normalizeSource(source: string, syntax: Syntax): string {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  return !syntax.keepTrailingNewline && text.endsWith('\n') ? text.slice(0, -1) : text;
}

/**
 * The tokens of a template, white-space control applied, by the rules of Jinja2 3.1's lexer.
 *
 * @param source as `normalizeSource` gives it
 * @throws TemplateSyntaxError
 */
export function tokenize(source: string, syntax: Syntax = ansibleSyntax): Token[] {
  const lexer = new Lexer(source, syntax);
  lexer.run();
  return lexer.tokens;
}

class Lexer {
  readonly tokens: Token[] = [];
  private readonly source: string;
  private readonly syntax: Syntax;
  private readonly patterns: Patterns;
  private pos = 0;

  constructor(source: string, syntax: Syntax) {
    this.source = source;
    this.syntax = syntax;
    this.patterns = patterns(syntax);
  }

  run(): void {
    while (this.pos < this.source.length) this.step();
    this.tokens.push({ type: 'end', text: '', at: this.source.length, end: this.source.length });
  }

  private step(): void {
    const { start } = this.patterns;
    start.lastIndex = this.pos;
    const found = start.exec(this.source);
    if (found === null) {
      this.data(this.pos, this.source.length);
      this.pos = this.source.length;
      return;
    }
    const after = found.index + found[0].length;
    const sign = this.source.charAt(after);
    const { variableStart } = this.syntax;
    this.data(this.pos, this.keptEnd(this.pos, found.index, sign, found[0] !== variableStart));
    this.special(found[0], found.index, sign === '-' || sign === '+' ? after + 1 : after);
  }

  /** What begins with a delimiter: a tag, a comment, a raw block, a line statement. */
  private special(delimiter: string, start: number, from: number): void {
    const { commentStart, variableStart, variableEnd, blockStart, blockEnd, lineStatement, trimBlocks } = this.syntax;
    if (delimiter === commentStart) this.comment(start, from);
    else if (delimiter === variableStart) this.tag('variable', start, from, tagEnd(variableEnd, false));
    else if (delimiter === blockStart) {
      if (!this.raw(start)) this.tag('block', start, from, tagEnd(blockEnd, true), trimBlocks);
    } else if (delimiter.trimStart() === lineStatement) this.tag('block', start, from, lineEnd);
    else this.lineComment(from);
  }

  /** Where the text before a tag ends after the tag's white-space control. */
  private keptEnd(from: number, to: number, sign: string, strips: boolean): number {
    const text = this.source.slice(from, to);
    if (sign === '-') return from + text.trimEnd().length;
    if (sign === '+' || !strips || !this.syntax.lstripBlocks) return to;
    const line = text.lastIndexOf('\n') + 1;
    const startsLine = line > 0 || from === 0 || this.source[from - 1] === '\n';
    return startsLine && text.slice(line).trim() === '' ? from + line : to;
  }

  private data(from: number, to: number): void {
    if (to > from) this.tokens.push({ type: 'data', text: this.source.slice(from, to), at: from, end: to });
  }

  private comment(start: number, from: number): void {
    const { commentEnd, trimBlocks } = this.syntax;
    const end = this.source.indexOf(commentEnd, from);
    if (end < 0) throw syntaxError(this.source, start, 'the comment is not closed');
    const sign = end > from ? this.source[end - 1] : '';
    this.pos = this.afterTag(end + commentEnd.length, sign, trimBlocks);
  }

  /** Where the text goes on after a tag that ends at `end`. */
  private afterTag(end: number, sign: string | undefined, trims: boolean): number {
    if (sign === '-') return end + (this.source.length - end - this.source.slice(end).trimStart().length);
    return trims && sign !== '+' && this.source[end] === '\n' ? end + 1 : end;
  }

  private raw(start: number): boolean {
    const { raw, endRaw } = this.patterns;
    raw.lastIndex = start;
    const opening = raw.exec(this.source);
    if (opening === null) return false;
    const from = start + opening[0].length;
    endRaw.lastIndex = from;
    const closing = endRaw.exec(this.source);
    if (closing === null && from === this.source.length) {
      this.pos = from;
      return true;
    }
    if (closing === null) throw syntaxError(this.source, start, 'the raw block is not closed');
    this.data(from, this.keptEnd(from, closing.index, closing[1] ?? '', true));
    this.pos = closing.index + closing[0].length;
    return true;
  }

  private tag(kind: 'variable' | 'block', start: number, from: number, endOfTag: EndOfTag, trims = false): void {
    this.tokens.push({ type: `${kind}_begin`, text: this.source.slice(start, from), at: start, end: from });
    const end = scanTag(this.source, from, endOfTag, this.tokens);
    this.tokens.push({ type: `${kind}_end`, text: '', at: end.at, end: end.after });
    this.pos = this.afterTag(end.after, end.sign, trims);
  }

  private lineComment(from: number): void {
    const end = this.source.indexOf('\n', from);
    this.pos = end < 0 ? this.source.length : end;
  }
}
