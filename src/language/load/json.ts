import { limits } from '../../core/limits.ts';
import { type MappingEntry, nodeValue, type ScalarNode, type YamlNode } from '../../core/node.ts';
import { Float, integer, type Value, Verbatim } from '../../core/value/types.ts';
import { Vaulted } from '../../core/value/vaulted.ts';
import { uniqueEntries } from './entries.ts';
import type { Places } from './places.ts';

const token = /[ \t\r\n]*([{}[\],:]|"(?:[^"\\]|\\.)*"|-?Infinity|[^\s{}[\],:"]+)/y;
const number = /^-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/**
 * The nodes of a file that is JSON from its first to its last character as Python's `json` reads it; undefined for
 * any other file. Ansible tries this before YAML, and so `1e3` is a number there.
 */
export function parseJson(text: string, places: Places): YamlNode | undefined {
  if (!/^[ \t\r\n]*[{["\-\dtfnNI]/.test(text) || !isJson(text)) return undefined;
  return new JsonReader(text, places).read();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError)
      return /\b(?:NaN|Infinity)\b/.test(text) && isJson(text.replace(/\bNaN\b|-?\bInfinity\b/g, '0'));
    throw error;
  }
}

class JsonReader {
  readonly #text: string;
  readonly #places: Places;
  #at = 0;
  #depth = 0;

  constructor(text: string, places: Places) {
    this.#text = text;
    this.#places = places;
  }

  /** Undefined where the nesting is too deep: then the YAML parser is to say so. */
  read(): YamlNode | undefined {
    return this.#node(this.#next());
  }

  #next(): { text: string; offset: number } {
    token.lastIndex = this.#at;
    const text = token.exec(this.#text)?.[1] ?? '';
    this.#at = token.lastIndex;
    return { text, offset: this.#at - text.length };
  }

  #node({ text, offset }: { text: string; offset: number }): YamlNode | undefined {
    if (text !== '{' && text !== '[') return this.#scalar(text, offset);
    this.#depth += 1;
    if (this.#depth > limits['yaml-depth']) return undefined;
    const node = text === '[' ? this.#sequence(offset) : this.#mapping(offset);
    this.#depth -= 1;
    return node;
  }

  #scalar(text: string, offset: number): ScalarNode {
    const quoted = text.startsWith('"');
    const value = quoted ? (JSON.parse(text) as string) : plainValue(text);
    const source = typeof value === 'string' ? value : text;
    return { kind: 'scalar', value, source, plain: !quoted, span: this.#places.span(offset, text.length) };
  }

  #sequence(offset: number): YamlNode | undefined {
    const items: YamlNode[] = [];
    for (let next = this.#next(); next.text !== ']'; next = this.#next()) {
      if (next.text === ',') continue;
      const item = this.#node(next);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return { kind: 'sequence', items, span: this.#places.span(offset) };
  }

  #mapping(offset: number): YamlNode | undefined {
    const entries: MappingEntry[] = [];
    for (let next = this.#next(); next.text !== '}'; next = this.#next()) {
      if (next.text === ',') continue;
      const key = this.#scalar(next.text, next.offset);
      this.#next();
      const value = this.#node(this.#next());
      if (value === undefined) return undefined;
      entries.push({ key, value });
    }
    return (
      special(entries, offset, this.#places) ?? {
        kind: 'mapping',
        entries: uniqueEntries(entries, () => undefined),
        span: this.#places.span(offset),
      }
    );
  }
}

/** Ansible's own marks in JSON. */
function special(entries: readonly MappingEntry[], offset: number, places: Places): ScalarNode | undefined {
  for (const { key, value } of entries) {
    const inner = nodeValue(value);
    if (key.value === '__ansible_unsafe') return marked(typeof inner === 'string' ? new Verbatim(inner) : inner);
    if (key.value === '__ansible_vault' && typeof inner === 'string') return marked(new Vaulted(inner, value.span));
  }
  return undefined;
  function marked(value: Value): ScalarNode {
    return { kind: 'scalar', value, source: '', plain: false, span: places.span(offset) };
  }
}

function plainValue(text: string): Value {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  if (text === 'NaN') return new Float(Number.NaN);
  const match = number.exec(text);
  if (match !== null && match[1] === undefined && match[2] === undefined) return integer(BigInt(text));
  return new Float(Number(text));
}
