import { dictGet, itemAt } from '../../../core/value/sequence.ts';
import { typeName } from '../../../core/value/text.ts';
import { PyObject, type Value } from '../../../core/value/types.ts';
import { isUndefined, undefinedMember } from '../undefined.ts';
import { failure } from './failure.ts';

/** Jinja2's `value[key]`: the item, else the attribute of that name, else an undefined value. */
export function getItem(value: Value, key: Value): Value {
  const found = itemOf(value, key);
  return found === undefined ? undefinedMember(value, key) : found;
}

/** The same, undefined where there is neither. */
export function itemOf(value: Value, key: Value): Value | undefined {
  if (value instanceof Map) return Array.isArray(key) || key instanceof Map ? undefined : dictGet(value, key);
  const own = value instanceof PyObject ? value.item(key) : undefined;
  if (own !== undefined) return own;
  const index = typeof key === 'boolean' ? Number(key) : key;
  if (typeof index === 'number') return itemAt(value, index);
  return value instanceof PyObject && typeof key === 'string' ? value.attribute(key) : undefined;
}

/** The parts of `a.b.0`, numbers as ints; an int alone is itself. */
function attributeParts(attribute: Value): Value[] {
  if (attribute === null) return [];
  if (typeof attribute !== 'string') return [attribute];
  return attribute.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * Jinja2's `make_attrgetter`: follows a dotted path.
 * @param fallback the value for a path that leads nowhere; null for none
 */
export function attributeGetter(attribute: Value, fallback: Value = null): (item: Value) => Value {
  const parts = attributeParts(attribute);
  return (item) => {
    let value = item;
    for (const part of parts) {
      value = getItem(value, part);
      if (fallback !== null && isUndefined(value)) value = fallback;
    }
    return value;
  };
}

/** Several paths with commas between them: their values as a list to sort by. */
export function attributesGetter(attribute: Value): (item: Value) => Value[] {
  const paths = typeof attribute === 'string' ? attribute.split(',') : [attribute];
  const getters = paths.map((path) => attributeGetter(path));
  return (item) => getters.map((getter) => getter(item));
}

/** The value, failing now if it is undefined. */
export function defined(value: Value): Value {
  if (isUndefined(value)) throw value.error();
  return value;
}

/** Text where Python demands `str`. */
export function stringOnly(value: Value, what: string): string {
  const source = value instanceof PyObject ? value.string() : value;
  if (typeof source === 'string') return source;
  throw failure(what, `expected str, not ${typeName(defined(value))}`);
}

/** A whole number where Python demands `int`. */
export function intOnly(value: Value, what: string): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  throw failure(what, `'${typeName(defined(value))}' object cannot be interpreted as an integer`);
}
