import { limits } from '../../core/limits.ts';
import type { YamlNode } from '../../core/node.ts';
import type { Builder, NodeTag } from './builder.ts';
import type { Pair } from './entries.ts';
import { adviceAt } from './plain.ts';
import { SyntaxProblem } from './syntax-problem.ts';
import { TagHandles } from './tag-handles.ts';
import type { Token, TokenType } from './token.ts';

interface Anchored {
  /** Undefined while its content is being read: an alias to it then is a circle. */
  readonly node: YamlNode | undefined;
  readonly weight: number;
}

/** libyaml's grammar over the scanner's tokens, straight into nodes. */
export class Parser {
  readonly #tokens: readonly Token[];
  readonly #text: string;
  readonly #builder: Builder;
  readonly #handles = new TagHandles();
  readonly #anchors = new Map<string, Anchored>();
  #at = 0;
  #depth = 0;
  #count = 0;
  #repeats = 0;

  constructor(tokens: readonly Token[], text: string, builder: Builder) {
    this.#tokens = tokens;
    this.#text = text;
    this.#builder = builder;
  }

  /** The one document of a stream. @throws SyntaxProblem */
  document(): YamlNode {
    while (this.#is('directive')) this.#handles.directive(this.#next());
    const started = this.#is('doc-start');
    if (started) this.#next();
    else if (this.#handles.declared) throw this.#expected('"---" after the directives');
    const root = this.#isEmpty(started) ? this.#builder.empty(this.#token().offset, undefined) : this.#node(true, false);
    this.#end();
    return root;
  }

  #isEmpty(started: boolean): boolean {
    return this.#is('end') || (started && (this.#is('doc-end') || this.#is('doc-start')));
  }

  #end(): void {
    const ended = this.#is('doc-end');
    while (this.#is('doc-end')) this.#next();
    if (this.#is('end')) return;
    if (this.#is('doc-start') || (ended && this.#is('directive'))) {
      throw new SyntaxProblem('Cannot read the file: it has more than one document', this.#token().offset, {
        length: 3,
        hint: 'keep one document in a file',
      });
    }
    if (ended)
      throw new SyntaxProblem('Cannot read the file: it goes on after "..."', this.#token().offset, { hint: 'remove "..."' });
    throw this.#expected('a key');
  }

  #token(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('The YAML scanner gave no end');
    return token;
  }

  #is(type: TokenType): boolean {
    return this.#tokens[this.#at]?.type === type;
  }

  #next(): Token {
    const token = this.#token();
    this.#at += 1;
    return token;
  }

  #expected(what: string): SyntaxProblem {
    const token = this.#token();
    const length = token.style !== undefined && !token.text.includes('\n') ? token.end - token.offset : 1;
    const hint = adviceAt(this.#text, token.offset);
    return new SyntaxProblem(`Cannot read the YAML here: ${what} is expected`, token.offset, { length, hint });
  }

  /** @param inBlock whether block collections may start; @param afterKey whether a list may stand at the key's own column */
  #node(inBlock: boolean, afterKey: boolean, isKey = false): YamlNode {
    this.#count += 1;
    if (this.#is('alias')) return this.#alias(this.#next());
    const start = this.#token();
    let tag: NodeTag | undefined;
    let anchor: Token | undefined;
    for (;;) {
      if (this.#is('tag') && tag === undefined) tag = this.#handles.resolve(this.#next());
      else if (this.#is('anchor') && anchor === undefined) anchor = this.#next();
      else break;
    }
    if (anchor === undefined) return this.#content(start, tag, inBlock, afterKey, isKey);
    const before = this.#count + this.#repeats;
    if (this.#anchors.has(anchor.text)) {
      const length = anchor.end - anchor.offset;
      throw new SyntaxProblem(`Cannot use the anchor "&${anchor.text}": it is defined twice`, anchor.offset, { length });
    }
    this.#anchors.set(anchor.text, { node: undefined, weight: 0 });
    const node = this.#content(start, tag, inBlock, afterKey, isKey);
    this.#anchors.set(anchor.text, { node, weight: 1 + this.#count + this.#repeats - before });
    return node;
  }

  #alias(token: Token): YamlNode {
    const anchored = this.#anchors.get(token.text);
    const length = token.end - token.offset;
    if (anchored === undefined) {
      const hint = `quote a value that starts with "*", or define "&${token.text}" above`;
      throw new SyntaxProblem(`Cannot read the alias "*${token.text}": it is not defined`, token.offset, { length, hint });
    }
    if (anchored.node === undefined) {
      throw new SyntaxProblem(`Cannot read the alias "*${token.text}": it is part of what it stands for`, token.offset, {
        length,
      });
    }
    this.#repeats += anchored.weight;
    if (this.#repeats > limits['yaml-aliases']) {
      throw new SyntaxProblem(
        `Cannot read the alias "*${token.text}": the aliases repeat more than ${limits['yaml-aliases']} nodes (limit "yaml-aliases")`,
        token.offset,
        { length },
      );
    }
    return anchored.node;
  }

  #content(start: Token, tag: NodeTag | undefined, inBlock: boolean, afterKey: boolean, isKey: boolean): YamlNode {
    const token = this.#token();
    if (token.type === 'scalar') return this.#builder.scalar(this.#next(), tag, isKey);
    this.#depth += 1;
    if (this.#depth > limits['yaml-depth']) {
      throw new SyntaxProblem(
        `Cannot read the YAML here: it is nested more than ${limits['yaml-depth']} levels deep (limit "yaml-depth")`,
        token.offset,
      );
    }
    const node = this.#collection(token, tag, inBlock, afterKey);
    this.#depth -= 1;
    if (node !== undefined) return node;
    if (start !== token) return this.#builder.empty(token.offset, tag);
    throw this.#expected('a value');
  }

  #collection(token: Token, tag: NodeTag | undefined, inBlock: boolean, afterKey: boolean): YamlNode | undefined {
    if (token.type === 'flow-seq') return this.#flowSequence(tag);
    if (token.type === 'flow-map') return this.#flowMapping(tag);
    if (inBlock && token.type === 'block-seq') return this.#blockSequence(tag);
    if (inBlock && token.type === 'block-map') return this.#blockMapping(tag);
    return afterKey && token.type === 'entry' ? this.#indentlessSequence(tag) : undefined;
  }

  #blockSequence(tag: NodeTag | undefined): YamlNode {
    const { offset } = this.#next();
    const items: YamlNode[] = [];
    while (this.#is('entry')) items.push(this.#item(false));
    if (!this.#is('block-end')) throw this.#expected('"- " or the end of the list');
    this.#next();
    return this.#builder.sequence(items, offset, tag);
  }

  #indentlessSequence(tag: NodeTag | undefined): YamlNode {
    const { offset } = this.#token();
    const items: YamlNode[] = [];
    while (this.#is('entry')) items.push(this.#item(true));
    return this.#builder.sequence(items, offset, tag);
  }

  #item(indentless: boolean): YamlNode {
    const { end } = this.#next();
    const ends = this.#is('entry') || this.#is('block-end') || (indentless && (this.#is('key') || this.#is('value')));
    return ends ? this.#builder.empty(end, undefined) : this.#node(true, false);
  }

  #blockMapping(tag: NodeTag | undefined): YamlNode {
    const { offset } = this.#next();
    const pairs: Pair[] = [];
    while (this.#is('key')) pairs.push(this.#blockPair());
    if (!this.#is('block-end')) throw this.#expected('a key or the end of the mapping');
    this.#next();
    return this.#builder.mapping(pairs, offset, tag);
  }

  #blockPair(): Pair {
    const isEnd = (): boolean => this.#is('key') || this.#is('value') || this.#is('block-end');
    const start = this.#next().end;
    const key = isEnd() ? this.#builder.empty(start, undefined) : this.#node(true, true, true);
    if (!this.#is('value')) return { key, value: this.#builder.empty(this.#token().offset, undefined) };
    const { end } = this.#next();
    return { key, value: isEnd() ? this.#builder.empty(end, undefined) : this.#node(true, true) };
  }

  #flowSequence(tag: NodeTag | undefined): YamlNode {
    const { offset } = this.#next();
    const items: YamlNode[] = [];
    while (!this.#is('flow-seq-end')) {
      if (items.length > 0) this.#comma(offset, ']');
      if (this.#is('flow-seq-end')) break;
      items.push(this.#is('key') ? this.#singlePair() : this.#node(false, false));
    }
    this.#next();
    return this.#builder.sequence(items, offset, tag);
  }

  #singlePair(): YamlNode {
    const { offset } = this.#token();
    return this.#builder.mapping([this.#flowPair('flow-seq-end')], offset, undefined);
  }

  #flowMapping(tag: NodeTag | undefined): YamlNode {
    const { offset } = this.#next();
    const pairs: Pair[] = [];
    while (!this.#is('flow-map-end')) {
      if (pairs.length > 0) this.#comma(offset, '}');
      if (this.#is('flow-map-end')) break;
      pairs.push(this.#flowPair('flow-map-end'));
    }
    this.#next();
    return this.#builder.mapping(pairs, offset, tag);
  }

  #flowPair(closing: TokenType): Pair {
    const isEnd = (): boolean => this.#is('value') || this.#is('comma') || this.#is(closing);
    if (!this.#is('key')) {
      const only = this.#node(false, false, true);
      return { key: only, value: this.#builder.empty(this.#token().offset, undefined) };
    }
    const start = this.#next().end;
    const key = isEnd() ? this.#builder.empty(start, undefined) : this.#node(false, false, true);
    if (!this.#is('value')) return { key, value: this.#builder.empty(this.#token().offset, undefined) };
    const { end } = this.#next();
    return { key, value: isEnd() ? this.#builder.empty(end, undefined) : this.#node(false, false) };
  }

  #comma(start: number, closing: string): void {
    if (!this.#is('comma')) {
      const line = this.#text.slice(0, start).split('\n').length;
      const { message, offset } = this.#expected(`"," or "${closing}"`);
      throw new SyntaxProblem(message, offset, { hint: `close the "${this.#text[start]}" of line ${line} with "${closing}"` });
    }
    this.#next();
  }
}
