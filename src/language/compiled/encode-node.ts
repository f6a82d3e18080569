import { isDeepStrictEqual } from 'node:util';
import type { MappingEntry, ScalarNode, YamlNode } from '../../core/node.ts';
import type { Span } from '../../core/span.ts';
import { asciiJson } from './ascii-json.ts';
import { decodeNode } from './decode-node.ts';
import { marks } from './marks.ts';
import { encodeValue, type JsonValue } from './value-codec.ts';

/**
 * The compiled form of a parsed file, one line of ASCII that `decodeNode` reads. The same node gives the same text.
 * Undefined where the file holds what would not come back as it is: then it is to be read from its source.
 * @param file the path that all its spans name
 */
export function encodeNode(root: YamlNode, file: string): string | undefined {
  const encoder = new Encoder();
  if (!encoder.node(root)) return undefined;
  const text = asciiJson([encoder.values, encoder.numbers]);
  return isDeepStrictEqual(decodeNode(text, file), root) ? text : undefined;
}

class Encoder {
  readonly values: JsonValue[] = [];
  readonly numbers: number[] = [];
  readonly #places = new Map<string, number>();
  readonly #seen = new Map<YamlNode, number>();
  #line = 0;

  /** False where there is no such form. */
  node(node: YamlNode): boolean {
    const seen = this.#seen.get(node);
    if (seen !== undefined) {
      this.numbers.push(marks.alias, seen);
      return true;
    }
    const isWhole = this.#fresh(node);
    this.#seen.set(node, this.#seen.size);
    return isWhole;
  }

  #fresh(node: YamlNode): boolean {
    if (node.kind === 'scalar') return this.#scalar(node);
    this.#start(node.kind === 'mapping' ? marks.mapping : marks.sequence, node.span);
    if (node.kind === 'mapping') return this.#counted(node.entries, (entry) => this.#entry(entry));
    return this.#counted(node.items, (item) => this.node(item));
  }

  #counted<T>(items: readonly T[], encode: (item: T) => boolean): boolean {
    this.numbers.push(items.length);
    return items.every(encode);
  }

  #entry({ key, value }: MappingEntry): boolean {
    return this.node(key) && this.node(value);
  }

  #scalar({ value, source, plain, tag, span }: ScalarNode): boolean {
    const encoded = encodeValue(value);
    if (encoded === undefined) return false;
    const hasSource = value !== source;
    const bits = (plain ? marks.plain : 0) + (hasSource ? marks.source : 0) + (tag === undefined ? 0 : marks.tag);
    this.#start(marks.scalar + bits, span);
    this.#value(encoded);
    if (hasSource) this.#value(source);
    if (tag !== undefined) this.#value(tag);
    return true;
  }

  #start(mark: number, { line, column, length }: Span): void {
    this.numbers.push(mark, line - this.#line, column, length === undefined ? 0 : length + 1);
    this.#line = line;
  }

  #value(value: JsonValue): void {
    const text = JSON.stringify(value);
    const known = this.#places.get(text);
    const place = known ?? this.values.push(value) - 1;
    if (known === undefined) this.#places.set(text, place);
    this.numbers.push(place);
  }
}
