import { type MappingEntry, nodeValue, type ScalarNode, type YamlNode } from '../../core/node.ts';
import type { Span } from '../../core/span.ts';
import { PySet, Tuple } from '../../core/value/collections.ts';
import { distinct } from '../../core/value/compare.ts';
import { type Value, Verbatim } from '../../core/value/types.ts';
import { Vaulted } from '../../core/value/vaulted.ts';
import { mergeEntries, type Pair, uniqueEntries } from './entries.ts';
import type { Places } from './places.ts';
import type { Problem } from './problem.ts';
import { construct, type ImplicitTag, implicitTag } from './resolve.ts';
import { binaryValue, constructible, isImplicitTag, wrapUnsafe } from './tags.ts';
import type { Token } from './token.ts';

/** A tag as written before a node, in its short form: `!!str`, `!unsafe`; '' for the plain `!`. */
export interface NodeTag {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/** Makes nodes of what the parser found; what a tag or a value cannot be is handed to `problem`, and the work goes on. */
export class Builder {
  readonly #places: Places;
  readonly #problem: Problem;
  readonly #warn: Problem;

  constructor(places: Places, problem: Problem, warn: Problem) {
    this.#places = places;
    this.#problem = problem;
    this.#warn = warn;
  }

  /** A node for nothing: `key:` without a value. */
  empty(offset: number, tag: NodeTag | undefined): ScalarNode {
    const token: Token = { type: 'scalar', offset, end: offset, text: '', style: 'plain' };
    return this.scalar(token, tag, false);
  }

  scalar(token: Token, tag: NodeTag | undefined, isKey: boolean): ScalarNode {
    const plain = token.style === 'plain';
    const span = this.#places.span(token.offset, token.end - token.offset);
    const value = tag === undefined ? this.#untagged(token.text, plain, isKey, span) : this.#tagged(token, tag, span);
    return { kind: 'scalar', value, source: token.text, plain, ...(tag === undefined ? {} : { tag: tag.name }), span };
  }

  #untagged(text: string, plain: boolean, isKey: boolean, span: Span): Value {
    if (!plain) return text;
    const tag = implicitTag(text);
    if (tag === 'str') return text;
    if (tag === 'merge' || tag === 'value') {
      if (!isKey) this.#problem(`Cannot read "${text}": it has a meaning of its own in YAML`, span, `quote it: "${text}"`);
      return text;
    }
    return this.#construct(tag, text, span);
  }

  #construct(tag: ImplicitTag, text: string, span: Span): Value {
    const value = construct(tag, text);
    if (value !== undefined) return value;
    const what = tag === 'timestamp' ? 'there is no such day or time' : `it is no ${tag}`;
    this.#problem(`Cannot read "${text}": ${what}`, span, `quote it to keep it as text: "${text}"`);
    return text;
  }

  #tagged({ text, offset, end }: Token, tag: NodeTag, span: Span): Value {
    const name = tag.name.replace(/^!!/, '');
    // The tag "!" alone lets even quoted text be a number or a date.
    if (tag.name === '' && end > offset) return this.#untagged(text, true, true, span);
    if (tag.name === '' || tag.name === '!!str' || tag.name === '!!python/unicode') return text;
    if (tag.name === '!unsafe') return wrapUnsafe(text);
    if (tag.name === '!vault' || tag.name === '!vault-encrypted') return new Vaulted(text, span);
    if (tag.name === '!!binary') {
      const bytes = binaryValue(text);
      if (bytes !== undefined) return bytes;
      this.#problem('Cannot read the binary value: it is not base64', span);
      return text;
    }
    if (tag.name.startsWith('!!') && isImplicitTag(name)) return this.#construct(name, text, span);
    this.#refuseTag(tag, 'scalar');
    return text;
  }

  sequence(items: readonly YamlNode[], offset: number, tag: NodeTag | undefined): YamlNode {
    const span = this.#places.span(offset);
    const node: YamlNode = { kind: 'sequence', items, span };
    if (tag === undefined || tag.name === '' || tag.name === '!!seq') return node;
    if (tag.name === '!unsafe') return unsafeNode(node);
    if (tag.name === '!!omap' || tag.name === '!!pairs') return this.#pairs(items, span, tag);
    this.#refuseTag(tag, 'sequence');
    return node;
  }

  #pairs(items: readonly YamlNode[], span: Span, tag: NodeTag): ScalarNode {
    const value: Value[] = [];
    for (const item of items) {
      const [entry, ...more] = item.kind === 'mapping' ? item.entries : [];
      if (entry === undefined || more.length > 0) {
        this.#problem(`Cannot read the ${tag.name} list: each item is to be one "key: value"`, item.span);
      } else value.push(new Tuple([entry.key.value, nodeValue(entry.value)]));
    }
    return { kind: 'scalar', value, source: '', plain: false, tag: tag.name, span };
  }

  mapping(pairs: readonly Pair[], offset: number, tag: NodeTag | undefined): YamlNode {
    const span = this.#places.span(offset);
    const entries = uniqueEntries(mergeEntries(this.#entries(pairs), this.#problem), this.#warn);
    const node: YamlNode = { kind: 'mapping', entries, span };
    if (tag === undefined || tag.name === '' || tag.name === '!!map' || tag.name === '!!python/dict') return node;
    if (tag.name === '!unsafe') return unsafeNode(node);
    if (tag.name === '!!set') {
      const value = new PySet(distinct(entries.map((entry) => entry.key.value)));
      return { kind: 'scalar', value, source: '', plain: false, tag: tag.name, span };
    }
    this.#refuseTag(tag, 'mapping');
    return node;
  }

  #entries(pairs: readonly Pair[]): MappingEntry[] {
    const entries: MappingEntry[] = [];
    for (const { key, value } of pairs) {
      if (key.kind === 'scalar' && !(key.value instanceof PySet) && !Array.isArray(key.value))
        entries.push({ key: plainKey(key), value });
      else {
        const braces = key.kind === 'mapping' && key.span.line === value.span.line;
        this.#problem(
          `Cannot read the mapping: a ${key.kind === 'mapping' ? 'mapping' : 'list'} cannot be a key`,
          key.span,
          braces ? 'did you mean quotes around "{{ … }}"?' : 'quote the key',
        );
      }
    }
    return entries;
  }

  #refuseTag(tag: NodeTag, kind: 'scalar' | 'sequence' | 'mapping'): void {
    const span = this.#places.span(tag.offset, tag.length);
    const known = constructible(tag.name);
    if (known === undefined) {
      this.#problem(`Cannot read the value: the tag "${tag.name}" is unknown`, span, 'quote a value that starts with "!"');
    } else this.#problem(`Cannot read the value: the tag "${tag.name}" is for a ${known}, this is a ${kind}`, span);
  }
}

/** A key is never templated, whether it is marked or not. */
function plainKey(key: ScalarNode): ScalarNode {
  return key.value instanceof Verbatim ? { ...key, value: key.value.value } : key;
}

function unsafeNode(node: YamlNode): YamlNode {
  if (node.kind === 'sequence') return { ...node, items: node.items.map(unsafeNode) };
  if (node.kind === 'mapping') {
    return { ...node, entries: node.entries.map(({ key, value }) => ({ key, value: unsafeNode(value) })) };
  }
  return typeof node.value === 'string' ? { ...node, value: wrapUnsafe(node.value) } : node;
}
