import { failure } from '../../../core/value/failure.ts';
import { text, typeName } from '../../../core/value/text.ts';
import { PyObject, type Value } from '../../../core/value/types.ts';
import { isUndefined } from '../undefined.ts';

/** A method of one of Python's types. */
export type Method<T extends Value = Value> = (self: T, args: readonly Value[], kwargs: ReadonlyMap<string, Value>) => Value;

export type Methods<T extends Value> = Readonly<Record<string, Method<T>>>;

/** An argument by position, else by name. */
export function argument(
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
  index: number,
  name: string,
): Value | undefined {
  return index < args.length ? args[index] : kwargs.get(name);
}

export function stringArgument(value: Value | undefined, what: string): string {
  const source = value instanceof PyObject ? value.string() : value;
  if (typeof source === 'string') return source;
  if (value instanceof PyObject && isUndefined(value)) throw value.error();
  throw failure(`Cannot call ${what}: it wants a str, not ${value === undefined ? 'nothing' : typeName(value)}`);
}

export function integerArgument(value: Value | undefined, fallback: number, what: string): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  if (isUndefined(value)) throw value.error();
  throw failure(`Cannot call ${what}: '${typeName(value)}' object cannot be interpreted as an integer`);
}

/** A key or an argument that Python would hash or compare: undefined values fail here. */
export function usable(value: Value | undefined, what: string): Value {
  if (value === undefined) throw failure(`Cannot call ${what}: an argument is missing`);
  if (isUndefined(value)) text(value);
  return value;
}
