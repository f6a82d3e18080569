import type { MappingEntry, ScalarNode, YamlNode } from '../../core/node.ts';
import type { Span } from '../../core/span.ts';
import type { Value } from '../../core/value/types.ts';
import { marks } from './marks.ts';
import { decodeValue, type JsonValue } from './value-codec.ts';

/**
 * The parsed file that `encodeNode` made this text of.
 * @param file the path that its spans are to name
 * @throws Error where the text is none of those
 */
export function decodeNode(text: string, file: string): YamlNode {
  const [values, numbers]: [JsonValue[], number[]] = JSON.parse(text);
  return new Decoder(
    values.map((value) => decodeValue(value, file)),
    numbers,
    file,
  ).node();
}

class Decoder {
  readonly #values: readonly Value[];
  readonly #numbers: readonly number[];
  readonly #file: string;
  readonly #nodes: YamlNode[] = [];
  #at = 0;
  #line = 0;

  constructor(values: readonly Value[], numbers: readonly number[], file: string) {
    this.#values = values;
    this.#numbers = numbers;
    this.#file = file;
  }

  node(): YamlNode {
    const mark = this.#next();
    if (mark === marks.alias) return known(this.#nodes[this.#next()]);
    const span = this.#span();
    const node: YamlNode =
      mark >= marks.scalar
        ? this.#scalar(mark, span)
        : mark === marks.mapping
          ? { kind: 'mapping', entries: this.#entries(), span }
          : { kind: 'sequence', items: this.#items(), span };
    this.#nodes.push(node);
    return node;
  }

  #next(): number {
    return known(this.#numbers[this.#at++]);
  }

  #span(): Span {
    this.#line += this.#next();
    const column = this.#next();
    const length = this.#next();
    return length === 0
      ? { file: this.#file, line: this.#line, column }
      : { file: this.#file, line: this.#line, column, length: length - 1 };
  }

  #items(): YamlNode[] {
    const items: YamlNode[] = [];
    for (let left = this.#next(); left > 0; left--) items.push(this.node());
    return items;
  }

  #entries(): MappingEntry[] {
    const entries: MappingEntry[] = [];
    for (let left = this.#next(); left > 0; left--) entries.push({ key: this.#key(), value: this.node() });
    return entries;
  }

  #key(): ScalarNode {
    const key = this.node();
    if (key.kind !== 'scalar') throw new TypeError('a key of a compiled file is no scalar');
    return key;
  }

  #scalar(mark: number, span: Span): ScalarNode {
    const value = this.#value();
    const source = (mark & marks.source) === 0 ? value : this.#value();
    const plain = (mark & marks.plain) !== 0;
    return (mark & marks.tag) === 0
      ? { kind: 'scalar', value, source: String(source), plain, span }
      : { kind: 'scalar', value, source: String(source), plain, tag: String(this.#value()), span };
  }

  #value(): Value {
    const place = this.#next();
    if (place >= this.#values.length) throw new RangeError('a compiled file ends too early');
    return this.#values[place] ?? null;
  }
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new RangeError('a compiled file ends too early');
  return found;
}
