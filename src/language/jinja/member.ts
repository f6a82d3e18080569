import { failure } from '../../core/value/failure.ts';
import { PyFunction } from '../../core/value/function.ts';
import { Markup, marked, plainText } from '../../core/value/markup.ts';
import { sliceOf, subscript } from '../../core/value/sequence.ts';
import { typeName } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';
import { opened, Vaulted } from '../../core/value/vaulted.ts';
import { dunder } from './dunder.ts';
import { markupMethod } from './methods/markup.ts';
import { methodOf } from './methods/method-of.ts';
import { numberProperty } from './methods/number.ts';
import { isUndefined, undefinedMember } from './undefined.ts';

/** Python's own attribute of a value: a method, a property; undefined where there is none. */
export function attributeOf(value: Value, name: string): Value | undefined {
  if (value instanceof PyObject) {
    const own = value.attribute(name);
    if (own !== undefined) return own;
    if (value instanceof Vaulted) return attributeOf(value.text(), name);
    if (value instanceof Markup) return markupMethod(value, name);
  }
  if (name.startsWith('__')) return isUndefined(value) ? undefined : dunder(value, name);
  const method = methodOf(value, name);
  if (method === undefined) return numberProperty(value, name);
  return new PyFunction(name, (args, kwargs) => method(value, args, kwargs), 'builtin_function_or_method');
}

/** Jinja2's `value.name`: the attribute, else the item, else an undefined value. */
export function getAttribute(value: Value, name: string): Value {
  const attribute = attributeOf(value, name);
  if (attribute !== undefined) return attribute;
  const item = subscript(value, name);
  return item === undefined ? undefinedMember(value, name) : item;
}

/** Jinja2's `value[key]`: the item, else the attribute, else an undefined value. */
export function getItem(value: Value, key: Value): Value {
  if (isUndefined(value)) return value.item(key);
  if (isUndefined(key)) throw key.error();
  const item = subscript(value, key);
  if (item !== undefined) return item;
  const attribute = typeof key === 'string' ? attributeOf(value, key) : undefined;
  return attribute === undefined ? undefinedMember(value, key) : attribute;
}

export function getSlice(value: Value, parts: readonly (Value | undefined)[]): Value {
  if (isUndefined(value)) return value.item(null);
  const [start, stop, step] = parts.map(sliceIndex);
  const slice = sliceOf(plainText(opened(value)), { start, stop, step });
  if (slice !== undefined) return value instanceof Markup ? marked(slice) : slice;
  throw failure(`Cannot slice the value: '${typeName(value)}' object is not subscriptable`);
}

function sliceIndex(part: Value | undefined): number | undefined {
  if (part === undefined || part === null) return undefined;
  if (typeof part === 'number' || typeof part === 'boolean') return Number(part);
  if (isUndefined(part)) throw part.error();
  throw failure('Cannot slice the value: slice indices must be integers or None or have an __index__ method');
}
