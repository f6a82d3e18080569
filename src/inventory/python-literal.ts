import { Bytes, PySet, Tuple } from '../core/value/collections.ts';
import { distinct } from '../core/value/compare.ts';
import { type Dict, Float, integer, type Value } from '../core/value/types.ts';
import { parsePythonString } from './python-string.ts';

const numberPattern =
  /^(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?|\d(?:_?\d)*\.?(?:[eE][-+]?\d(?:_?\d)*)?)(?![\w.])/;
const maximumDepth = 100;

/** The value of a text that Python's `ast.literal_eval` (3.11) takes; undefined for any other text. */
export function parseLiteral(text: string): Value | undefined {
  // Nearly all values are plain words, and no literal starts like one.
  if (!/^[ \t]*(?:["'\d.([{+-]|True|False|None|set\(|[rRbBuU]{1,2}["'])/.test(text)) return undefined;
  return new LiteralReader(text.replace(/^[ \t]+/, '')).read();
}

/** Says that the text is no literal; never leaves this file. */
const notLiteral = Symbol('not a literal');
type Found = Value | typeof notLiteral;

class LiteralReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Value | undefined {
    const items = this.#items('');
    if (items === undefined) return undefined;
    const { values, comma } = items;
    if (values.length === 0) return undefined;
    return values.length === 1 && !comma ? values[0] : new Tuple(values);
  }

  #space(): void {
    while (/[ \t\f\r\n]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #take(word: string): boolean {
    this.#space();
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  /** Values with commas between, up to a closing bracket ('' at the top). */
  #items(closing: string): { values: Value[]; comma: boolean } | undefined {
    const values: Value[] = [];
    let comma = true;
    while (!this.#closes(closing)) {
      const value = comma ? this.#value() : notLiteral;
      if (value === notLiteral) return undefined;
      values.push(value);
      comma = this.#take(',');
    }
    return { values, comma: comma && values.length > 0 };
  }

  #closes(closing: string): boolean {
    return closing === '' ? this.#isAtEnd() : this.#take(closing);
  }

  #isAtEnd(): boolean {
    this.#space();
    return this.#at >= this.#text.length || this.#text[this.#at] === '#';
  }

  #value(): Found {
    this.#depth += 1;
    const value = this.#depth > maximumDepth ? notLiteral : this.#inner();
    this.#depth -= 1;
    return value;
  }

  #inner(): Found {
    this.#space();
    const character = this.#text[this.#at] ?? '';
    if (character === '[') return this.#list();
    if (character === '(') return this.#tuple();
    if (character === '{') return this.#braces();
    if (character === '-' || character === '+') return this.#signed(character);
    if (/[\d.]/.test(character)) return this.#number();
    const word = this.#word();
    return word === undefined ? this.#strings() : word;
  }

  #list(): Found {
    this.#at += 1;
    return this.#items(']')?.values ?? notLiteral;
  }

  #tuple(): Found {
    this.#at += 1;
    const items = this.#items(')');
    if (items === undefined) return notLiteral;
    const [only] = items.values;
    return only !== undefined && items.values.length === 1 && !items.comma ? only : new Tuple(items.values);
  }

  #braces(): Found {
    this.#at += 1;
    const dict: Dict = new Map();
    if (this.#take('}')) return dict;
    const first = this.#value();
    if (first === notLiteral) return notLiteral;
    return this.#take(':') ? this.#dict(dict, first) : this.#set(first);
  }

  #dict(dict: Dict, first: Value): Found {
    let key: Found = first;
    for (;;) {
      const value = this.#value();
      if (value === notLiteral || key === notLiteral || !isHashable(key)) return notLiteral;
      dict.set(key, value);
      const comma = this.#take(',');
      if (this.#take('}')) return dict;
      if (!comma) return notLiteral;
      key = this.#value();
      if (!this.#take(':')) return notLiteral;
    }
  }

  #set(first: Value): Found {
    const rest = this.#take(',') ? this.#items('}')?.values : this.#take('}') ? [] : undefined;
    if (rest === undefined) return notLiteral;
    const values = [first, ...rest];
    return values.every(isHashable) ? new PySet(distinct(values)) : notLiteral;
  }

  #signed(sign: string): Found {
    this.#at += 1;
    const value = this.#inner();
    if (value instanceof Float) return sign === '-' ? new Float(-value.value) : value;
    if (typeof value !== 'number' && typeof value !== 'bigint') return notLiteral;
    return sign === '-' ? integer(-BigInt(value)) : value;
  }

  #number(): Found {
    const match = numberPattern.exec(this.#text.slice(this.#at))?.[0];
    if (match === undefined) return notLiteral;
    this.#at += match.length;
    const digits = match.replaceAll('_', '');
    if (/^0[xXoObB]/.test(digits)) return integer(BigInt(digits));
    if (/[.eE]/.test(digits)) return new Float(Number(digits));
    return /^0+[1-9]/.test(digits) ? notLiteral : integer(BigInt(digits));
  }

  #word(): Value | undefined {
    const match = /^(?:True|False|None|set\(\s*\))(?!\w)/.exec(this.#text.slice(this.#at))?.[0];
    if (match === undefined) return undefined;
    this.#at += match.length;
    if (match.startsWith('set')) return new PySet([]);
    return match === 'None' ? null : match === 'True';
  }

  /** One string or several in a row, which are one. */
  #strings(): Found {
    let joined: string | undefined;
    let bytes = false;
    for (;;) {
      this.#space();
      const part = parsePythonString(this.#text, this.#at);
      if (part === undefined) break;
      if (joined !== undefined && part.bytes !== bytes) return notLiteral;
      joined = (joined ?? '') + part.value;
      bytes = part.bytes;
      this.#at = part.end;
    }
    if (joined === undefined) return notLiteral;
    return bytes ? new Bytes(new Uint8Array(Buffer.from(joined, 'latin1'))) : joined;
  }
}

function isHashable(value: Value): boolean {
  return !Array.isArray(value) && !(value instanceof Map) && !(value instanceof PySet);
}
