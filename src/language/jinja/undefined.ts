import { DroverError } from '../../core/errors.ts';
import { repr, text, typeName } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';

/**
 * A value that is not there, as ansible-core 2.18's `AnsibleUndefined`: an attribute of it is undefined too,
 * every real use fails with a `VARIABLE_UNDEFINED` error.
 */
export class Undefined extends PyObject {
  readonly typeName = 'AnsibleUndefined';
  /** The variable or the key that is missing. */
  readonly name: string;
  /** What the operator reads: `'x' is undefined`. */
  readonly why: string;

  /** What has no such attribute or item; undefined for a variable. */
  readonly owner: Value | undefined;

  constructor(name: string, why = `'${name}' is undefined`, owner?: Value) {
    super();
    this.name = name;
    this.why = why;
    this.owner = owner;
  }

  /** The error that using the value leads to. */
  error(): DroverError {
    return new DroverError('VARIABLE_UNDEFINED', this.why);
  }

  repr(): string {
    const { name, why, owner } = this;
    if (owner !== undefined) return `AnsibleUndefined(hint=None, obj=${repr(owner)}, name=${repr(name)})`;
    const isVariable = why === `'${name}' is undefined`;
    return `AnsibleUndefined(hint=${isVariable ? 'None' : repr(why)}, obj=missing, name=${isVariable ? repr(name) : 'None'})`;
  }

  override text(): string {
    throw this.error();
  }

  override truthy(): boolean {
    throw this.error();
  }

  override equals(_other: Value): boolean {
    throw this.error();
  }

  override attribute(_name: string): Value {
    return this;
  }

  override item(_key: Value): Value {
    return this;
  }

  override iterate(): Iterable<Value> {
    throw this.error();
  }

  override size(): number {
    throw this.error();
  }

  override contains(_value: Value): boolean {
    throw this.error();
  }

  override compareTo(): never {
    throw this.error();
  }

  override operate(): never {
    throw this.error();
  }

  override call(): never {
    throw this.error();
  }
}

/** What `a if b` without `else` is where b is false: Jinja2's own undefined, which prints as nothing. */
export class QuietUndefined extends Undefined {
  override repr(): string {
    return 'Undefined';
  }

  override text(): string {
    return '';
  }

  override truthy(): boolean {
    return false;
  }

  override equals(other: Value): boolean {
    return other instanceof QuietUndefined;
  }

  override attribute(): never {
    throw this.error();
  }

  override item(): never {
    throw this.error();
  }

  override iterate(): Iterable<Value> {
    return [];
  }

  override size(): number {
    return 0;
  }

  override contains(): boolean {
    return false;
  }
}

export function isUndefined(value: Value): value is Undefined {
  return value instanceof Undefined;
}

/** `'dict object' has no attribute 'x'`, or `list object has no element 5`. */
export function undefinedMember(owner: Value, key: Value): Undefined {
  const type = owner === null ? 'None' : `${typeName(owner)} object`;
  const why = typeof key === 'string' ? `'${type}' has no attribute ${repr(key)}` : `${type} has no element ${repr(key)}`;
  return new Undefined(text(key), why, owner);
}
