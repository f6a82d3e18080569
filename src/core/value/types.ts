/**
 * Python's values as Ansible's language has them, in JavaScript.
 *
 * | Python      | here                                                              |
 * |-------------|-------------------------------------------------------------------|
 * | None        | `null`                                                            |
 * | bool        | `boolean`                                                         |
 * | int         | `number` when it is a safe integer, else `bigint` (see `integer`) |
 * | float       | `Float`; a plain `number` is never a float                        |
 * | str         | `string`                                                          |
 * | list        | array                                                             |
 * | dict        | `Map`, in insertion order                                         |
 * | all others  | a subclass of `PyObject`                                          |
 */
export type Value = null | boolean | number | bigint | string | Value[] | Dict | PyObject;

export type Dict = Map<Value, Value>;

/** A value that JavaScript has no natural form for. */
export abstract class PyObject {
  /** Python's name of the type, as error messages and `type_debug` show it. */
  abstract readonly typeName: string;
  /** Python's `repr()`. */
  abstract repr(): string;
  /** Python's `str()`. */
  text(): string {
    return this.repr();
  }
  truthy(): boolean {
    return true;
  }
  equals(other: Value): boolean {
    return this === other;
  }
  /** The text of what Python counts as a `str` though it has a class of its own. */
  string(): string | undefined {
    return undefined;
  }

  // What operators and loops ask. Undefined means that Python's type has no such thing.

  /** An attribute, or a method as a `PyFunction`. */
  attribute(_name: string): Value | undefined {
    return undefined;
  }
  /** `object[key]`; undefined also where the key is missing. */
  item(_key: Value): Value | undefined {
    return undefined;
  }
  /** What a loop over the object sees. */
  iterate(): Iterable<Value> | undefined {
    return undefined;
  }
  /** `len(object)` */
  size(): number | undefined {
    return undefined;
  }
  /** `value in object`, where that is not a search through `iterate()`. */
  contains(_value: Value): boolean | undefined {
    return undefined;
  }
  /** Negative, zero or positive as `<` and `>` need it. */
  compareTo(_other: Value): number | undefined {
    return undefined;
  }
  /** `object <operator> other`, or `other <operator> object` when reflected. */
  operate(_operator: string, _other: Value, _reflected: boolean): Value | undefined {
    return undefined;
  }
  /** `object(args, kwargs)` */
  call(_args: readonly Value[], _kwargs: ReadonlyMap<string, Value>): Value | undefined {
    return undefined;
  }
}

/** Python's float; `1.0` and `1` are different values. */
export class Float extends PyObject {
  readonly typeName = 'float';
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  repr(): string {
    return floatText(this.value);
  }

  override truthy(): boolean {
    return this.value !== 0;
  }

  override equals(other: Value): boolean {
    if (other instanceof Float) return this.value === other.value;
    if (typeof other === 'boolean') return this.value === Number(other);
    return typeof other === 'number' ? this.value === other : typeof other === 'bigint' && this.value === Number(other);
  }
}

/**
 * A stored variable value that must never be templated: what a task returned, a fact, a file's content.
 * It exists only where variables are stored; evaluating a variable takes it away and marks the result.
 */
export class Verbatim extends PyObject {
  readonly typeName = 'AnsibleUnsafe';
  readonly value: Value;

  constructor(value: Value) {
    super();
    this.value = value;
  }

  repr(): string {
    return String(this.value);
  }
}

/** A whole number in the form this model wants it: `number` while it is exact, else `bigint`. */
export function integer(value: number | bigint): number | bigint {
  if (typeof value === 'number') return value;
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Python's `repr` of a float: the shortest digits that read back, an exponent below 1e-4 and from 1e16. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent = ''] = value.toExponential().split('e');
    const sign = exponent.startsWith('-') ? '-' : '+';
    return `${digits}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}
