import { failure } from './failure.ts';
import { type Dict, Float, integer, type Value } from './types.ts';

/**
 * Python's `json.loads`: ints of any size, `NaN` and infinities, of equal keys the last value.
 * @throws DroverError `TEMPLATE_FAILED` with the position of what is wrong
 */
export function parseJson(source: string): Value {
  const reader = new JsonReader(source);
  const value = reader.value();
  reader.space();
  if (reader.at < source.length) throw reader.bad('Extra data');
  return value;
}

const words: Readonly<Record<string, Value>> = {
  null: null,
  true: true,
  false: false,
};
const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const deepest = 900;

/** Neither a control character nor `"` nor `\\`. */
function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit !== 0x22 && unit !== 0x5c;
}

class JsonReader {
  readonly source: string;
  at = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  bad(why: string, at = this.at): Error {
    const before = this.source.slice(0, at);
    const line = before.split('\n').length;
    return failure(`Cannot read JSON: ${why}: line ${line} column ${at - before.lastIndexOf('\n')} (char ${at})`);
  }

  space(): void {
    while (' \t\n\r'.includes(this.source.charAt(this.at)) && this.at < this.source.length) this.at++;
  }

  value(): Value {
    this.space();
    const character = this.source.charAt(this.at);
    if (character === '"') return this.text();
    if (character === '{' || character === '[') return this.nested(character);
    return this.number() ?? this.word();
  }

  private nested(open: string): Value {
    if (++this.depth > deepest) throw this.bad('maximum recursion depth exceeded');
    this.at++;
    const value = open === '{' ? this.dict() : this.list();
    this.depth--;
    return value;
  }

  private list(): Value[] {
    const items: Value[] = [];
    if (this.closes(']')) return items;
    for (;;) {
      items.push(this.value());
      if (this.closes(']')) return items;
      this.expect(',', "Expecting ',' delimiter");
    }
  }

  private dict(): Dict {
    const dict: Dict = new Map();
    if (this.closes('}')) return dict;
    for (;;) {
      this.space();
      if (this.source.charAt(this.at) !== '"') throw this.bad('Expecting property name enclosed in double quotes');
      const key = this.text();
      this.expect(':', "Expecting ':' delimiter");
      dict.set(key, this.value());
      if (this.closes('}')) return dict;
      this.expect(',', "Expecting ',' delimiter");
    }
  }

  private closes(character: string): boolean {
    this.space();
    if (this.source.charAt(this.at) !== character) return false;
    this.at++;
    return true;
  }

  private expect(character: string, why: string): void {
    if (!this.closes(character)) throw this.bad(why);
  }

  private number(): Value | undefined {
    const pattern = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found === null) return undefined;
    this.at += found[0].length;
    const whole = found[1] === undefined && found[2] === undefined;
    return whole ? integer(BigInt(found[0])) : new Float(Number(found[0]));
  }

  private word(): Value {
    const pattern = /null|true|false|NaN|-?Infinity/y;
    pattern.lastIndex = this.at;
    const word = pattern.exec(this.source)?.[0];
    if (word === undefined) throw this.bad('Expecting value');
    this.at += word.length;
    const value = words[word];
    return value === undefined ? new Float(Number(word)) : value;
  }

  private text(): string {
    const start = this.at++;
    let out = '';
    for (;;) {
      const run = this.plainRun();
      out += run;
      this.at += run.length;
      const character = this.source.charAt(this.at);
      if (character === '"') {
        this.at++;
        return out;
      }
      if (character === '') throw this.bad('Unterminated string starting at', start);
      if (character !== '\\') throw this.bad('Invalid control character at');
      out += this.escape();
    }
  }

  /** Text up to a quote, a backslash or a control character. */
  private plainRun(): string {
    let end = this.at;
    while (end < this.source.length && isPlain(this.source.charCodeAt(end))) end++;
    return this.source.slice(this.at, end);
  }

  private escape(): string {
    const letter = this.source.charAt(this.at + 1);
    if (letter === 'u') {
      const hex = this.source.slice(this.at + 2, this.at + 6);
      if (!/^[0-9a-f]{4}$/i.test(hex)) throw this.bad('Invalid \\uXXXX escape');
      this.at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const character = escapes[letter];
    if (character === undefined) throw this.bad('Invalid \\escape');
    this.at += 2;
    return character;
  }
}
