import { Refusal } from '../refusal.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** Reads the fields of one line of a report, and says which of them is not what it should be. */
export class FieldReader {
  readonly #fields: Fields;
  readonly #line: number;

  /** @throws Refusal (400) for a line that is no JSON object */
  constructor(text: string, line: number) {
    this.#line = line;
    const value = parsed(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#refusal('a JSON object is wanted');
    this.#fields = value as Fields;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string') throw this.#refusal(`"${name}" is to be a string`);
    return value.toWellFormed();
  }

  /** A name that rows are found by: 1 to `length` characters, none of them a control character. */
  key(name: string, length = 255): string {
    const value = this.text(name);
    if (value.length === 0 || value.length > length || /\p{Cc}/u.test(value)) {
      throw this.#refusal(`"${name}" is to have 1 to ${length} printable characters`);
    }
    return value;
  }

  textOrNull(name: string): string | null {
    return this.has(name) ? this.text(name) : null;
  }

  keyOrNull(name: string): string | null {
    return this.has(name) ? this.key(name) : null;
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    if (typeof value !== 'boolean') throw this.#refusal(`"${name}" is to be true or false`);
    return value;
  }

  /** A whole number from 0. */
  count(name: string): number {
    const value = this.#fields[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
      throw this.#refusal(`"${name}" is to be a whole number from 0`);
    }
    return value;
  }

  /** Milliseconds, which may have a fraction. */
  duration(name: string): number {
    const value = this.#fields[name];
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > Number.MAX_SAFE_INTEGER) {
      throw this.#refusal(`"${name}" is to be a number from 0`);
    }
    return Math.round(value);
  }

  /** @returns milliseconds since 1970 */
  time(name: string): number {
    const time = Date.parse(this.text(name));
    if (Number.isNaN(time) || time < 0) throw this.#refusal(`"${name}" is to be a time such as 2026-01-31T12:00:00Z`);
    return time;
  }

  oneOf<T extends string>(name: string, words: readonly T[]): T {
    const value = this.#fields[name];
    const word = words.find((each) => each === value);
    if (word === undefined) throw this.#refusal(`"${name}" is to be one of ${words.join(', ')}`);
    return word;
  }

  texts(name: string): string[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) {
      throw this.#refusal(`"${name}" is to be a list of strings`);
    }
    return value.map((each) => each.toWellFormed());
  }

  list(name: string): readonly unknown[] {
    const value = this.#fields[name] ?? [];
    if (!Array.isArray(value)) throw this.#refusal(`"${name}" is to be a list`);
    return value;
  }

  objectOrNull(name: string): Fields | null {
    if (!this.has(name)) return null;
    const value = this.#fields[name];
    if (typeof value !== 'object' || Array.isArray(value)) throw this.#refusal(`"${name}" is to be an object`);
    return value as Fields;
  }

  refuse(problem: string): never {
    throw this.#refusal(problem);
  }

  #refusal(problem: string): Refusal {
    return new Refusal(400, `Cannot read line ${this.#line} of the report: ${problem}`, {
      hint: 'a report is lines of JSON: the head, then one event a line',
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
