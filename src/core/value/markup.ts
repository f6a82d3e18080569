import { type ArithmeticOperator, arithmetic } from './arithmetic.ts';
import { Tuple } from './collections.ts';
import { equals } from './compare.ts';
import { compare } from './order.ts';
import { percentFormat } from './percent-format.ts';
import { contains, iterate, lengthOf, subscript } from './sequence.ts';
import { repr, stringRepr, text } from './text.ts';
import { Float, PyObject, type Value } from './types.ts';

/** A text that is HTML (MarkupSafe's `Markup`): what is put into it is escaped first. Python counts it as a `str`. */
export class Markup extends PyObject {
  readonly typeName = 'Markup';
  readonly value: string;

  constructor(value: string) {
    super();
    this.value = value;
  }

  repr(): string {
    return `Markup(${stringRepr(this.value)})`;
  }

  override text(): string {
    return this.value;
  }

  override string(): string {
    return this.value;
  }

  override truthy(): boolean {
    return this.value !== '';
  }

  override equals(other: Value): boolean {
    return equals(this.value, plainText(other));
  }

  override item(key: Value): Value | undefined {
    return marked(subscript(this.value, key));
  }

  override iterate(): Iterable<Value> | undefined {
    return iterate(this.value);
  }

  override size(): number | undefined {
    return lengthOf(this.value);
  }

  override contains(value: Value): boolean {
    return contains(this.value, plainText(value));
  }

  override compareTo(other: Value): number | undefined {
    return compare(this.value, plainText(other));
  }

  override operate(operator: string, other: Value, reflected: boolean): Value | undefined {
    if (operator === '+') {
      if (typeof plainText(other) !== 'string') return undefined;
      const added = escaped(other).value;
      return new Markup(reflected ? added + this.value : this.value + added);
    }
    if (operator === '%' && !reflected) return new Markup(percentFormat(this.value, escapedArguments(other)));
    return operator === '*' ? marked(arithmetic(operator as ArithmeticOperator, this.value, other)) : undefined;
  }
}

/** A value whose texts, `str()` and `repr()`, are escaped. */
class EscapedValue extends PyObject {
  readonly typeName = '_MarkupEscapeHelper';
  readonly #value: Value;

  constructor(value: Value) {
    super();
    this.#value = value;
  }

  repr(): string {
    return escapeHtml(repr(this.#value));
  }

  override text(): string {
    return escaped(this.#value).value;
  }
}

function escapedArguments(given: Value): Value {
  if (given instanceof Tuple) return new Tuple(given.items.map(escapedArgument));
  return given instanceof Map ? new Map([...given].map(([key, value]) => [key, escapedArgument(value)])) : escapedArgument(given);
}

function escapedArgument(value: Value): Value {
  const isNumber = ['number', 'bigint', 'boolean'].includes(typeof value) || value instanceof Float;
  return isNumber ? value : new EscapedValue(value);
}

/** A string as Markup, anything else as it is. */
export function marked(value: Value): Value;
export function marked(value: Value | undefined): Value | undefined;
export function marked(value: Value | undefined): Value | undefined {
  return typeof value === 'string' ? new Markup(value) : value;
}

/** Markup as the string that it is, anything else as it is. */
export function plainText(value: Value): Value {
  return value instanceof Markup ? value.value : value;
}

/** MarkupSafe's `escape`: what is Markup stays as it is. */
export function escaped(value: Value): Markup {
  return value instanceof Markup ? value : new Markup(escapeHtml(text(value)));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

export function escapeHtml(source: string): string {
  return source.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
