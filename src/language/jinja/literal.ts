import { Bytes, PySet, Tuple } from '../../core/value/collections.ts';
import { distinct } from '../../core/value/compare.ts';
import { dictSet } from '../../core/value/sequence.ts';
import { type Dict, Float, integer, PyObject, type Value } from '../../core/value/types.ts';
import { unescapeString } from '../../core/value/unescape.ts';

/**
 * The value of a Python literal as `ast.literal_eval` reads it; `json` allows JSON's `true`, `false` and `null` beside.
 *
 * @returns undefined for a text that is no literal
 */
export function literalValue(text: string, dialect: 'json' | 'python' = 'json'): Value | undefined {
  const reader = new LiteralReader(text, dialect === 'json' ? words : pythonWords);
  try {
    const value = reader.whole();
    reader.skip();
    return reader.atEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

const space = /(?:[ \t\n\r\f]|#[^\n]*|\\\n)*/y;
const number =
  /[+-]?\s*(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?)/y;
const word = /[A-Za-z_]\w*/y;
const stringStart = /([rRuUbB]{0,2})('''|"""|'|")/y;

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
  ['None', null],
  ['null', null],
]);
const pythonWords: typeof words = new Map<string, Value>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

class LiteralReader {
  private readonly text: string;
  private readonly names: typeof words;
  private pos = 0;
  private depth = 0;

  constructor(text: string, names: typeof words) {
    this.text = text;
    this.names = names;
  }

  /** A value, or several with commas: a tuple without its parentheses. */
  whole(): Value {
    const first = this.value();
    if (!this.peek(',')) return first;
    const items = [first];
    while (!this.atEnd()) {
      items.push(this.value());
      if (!this.peek(',')) break;
    }
    return new Tuple(items);
  }

  atEnd(): boolean {
    return this.pos >= this.text.length;
  }

  skip(): void {
    this.take(space);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.pos;
    const found = pattern.exec(this.text);
    if (found !== null) this.pos = pattern.lastIndex;
    return found;
  }

  private peek(character: string): boolean {
    this.skip();
    const found = this.text[this.pos] === character;
    if (found) this.pos++;
    return found;
  }

  value(): Value {
    if (++this.depth > 90) throw new NoLiteral();
    this.skip();
    const value = this.one(this.text[this.pos] ?? '');
    this.depth--;
    return value;
  }

  private one(start: string): Value {
    if (this.peek('[')) return this.items(']').items;
    if (this.peek('(')) return this.tuple();
    if (this.peek('{')) return this.braces();
    const string = this.take(stringStart);
    if (string !== null) return this.strings(string);
    return /[\d.+-]/.test(start) ? this.number() : this.word();
  }

  private items(closer: string, first?: Value): { items: Value[]; comma: boolean } {
    const items: Value[] = first === undefined ? [] : [first];
    let comma = first === undefined || this.peek(',');
    while (!this.peek(closer)) {
      if (!comma) throw new NoLiteral();
      items.push(this.value());
      comma = this.peek(',');
    }
    return { items, comma };
  }

  private tuple(): Value {
    const { items, comma } = this.items(')');
    const [first] = items;
    return items.length === 1 && !comma && first !== undefined ? first : new Tuple(items);
  }

  private braces(): Value {
    if (this.peek('}')) return new Map();
    const first = this.value();
    if (!this.peek(':')) return new PySet(distinct(this.items('}', first).items.map(hashable)));
    const dict: Dict = new Map();
    dictSet(dict, hashable(first), this.value());
    while (!this.peek('}')) {
      if (!this.peek(',')) throw new NoLiteral();
      if (this.peek('}')) break;
      const key = hashable(this.value());
      if (!this.peek(':')) throw new NoLiteral();
      dictSet(dict, key, this.value());
    }
    return dict;
  }

  private number(): Value {
    const text = this.take(number)?.[0].replaceAll('_', '').replace(/\s+/, '') ?? '';
    const body = text.replace(/^[+-]/, '');
    if (!/\d/.test(body) || /^0\d*[1-9]\d*$/.test(body) || /^[jJ\w]/.test(this.text.slice(this.pos, this.pos + 1)))
      throw new NoLiteral();
    const negative = text.startsWith('-');
    if (/^0[xob]/i.test(body) || /^\d+$/.test(body)) {
      const value = BigInt(body.toLowerCase());
      return integer(negative ? -value : value);
    }
    return new Float(negative ? -Number(body) : Number(body));
  }

  private word(): Value {
    const name = this.take(word)?.[0] ?? '';
    const value = this.names.get(name);
    if (value !== undefined) return value;
    if (name === 'set' && this.peek('(') && this.peek(')')) return new PySet([]);
    throw new NoLiteral();
  }

  /** Adjacent strings are one. */
  private strings(first: RegExpExecArray): Value {
    let joined = '';
    let isBytes = false;
    for (let start: RegExpExecArray | null = first; start !== null; start = this.take(stringStart)) {
      const prefix = (start[1] ?? '').toLowerCase();
      if (prefix.includes('b') !== isBytes && start !== first) throw new NoLiteral();
      isBytes = prefix.includes('b');
      joined += this.string(prefix, start[2] ?? "'");
      this.skip();
    }
    return isBytes ? new Bytes(Buffer.from(joined, 'latin1')) : joined;
  }

  private string(prefix: string, quote: string): string {
    const from = this.pos;
    let end = from;
    while (!this.text.startsWith(quote, end)) {
      const character = this.text[end];
      if (character === undefined || (character === '\n' && quote.length === 1)) throw new NoLiteral();
      end += character === '\\' ? 2 : 1;
    }
    this.pos = end + quote.length;
    const body = this.text.slice(from, end);
    const value = prefix.includes('r') ? body : unescapeString(body);
    if (value === undefined) throw new NoLiteral();
    return value;
  }
}

function hashable(value: Value): Value {
  if (Array.isArray(value) || value instanceof Map || value instanceof PySet) throw new NoLiteral();
  if (value instanceof PyObject && value instanceof Tuple) value.items.forEach(hashable);
  return value;
}
