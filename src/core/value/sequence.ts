import { Bytes, PySet, Tuple } from './collections.ts';
import { equals, includes } from './compare.ts';
import { failure } from './failure.ts';
import { typeName } from './text.ts';
import { type Dict, PyObject, type Value } from './types.ts';
import { DictView, Range } from './views.ts';

const surrogate = /[\ud800-\udfff]/;

/** A string's code points; Python counts and cuts by them. */
export function codePoints(text: string): readonly string[] {
  return Array.from(text);
}

/** Whether UTF-16 units and code points are the same for this text. */
export function isFlat(text: string): boolean {
  return !surrogate.test(text);
}

/** What a loop over the value sees; undefined where Python says that it is not iterable. */
export function iterate(value: Value): Iterable<Value> | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return value.keys();
  if (typeof value === 'string') return isFlat(value) ? value.split('') : codePoints(value);
  return value instanceof PyObject ? value.iterate() : undefined;
}

/** The same as an array of its own. @throws DroverError `TEMPLATE_FAILED` for what is not iterable */
export function toList(value: Value): Value[] {
  const items = iterate(value);
  if (items === undefined) throw failure(`Cannot iterate over the value: '${typeName(value)}' object is not iterable`);
  return Array.isArray(items) ? items.slice() : Array.from(items);
}

/** Python's `len()`; undefined where there is none. */
export function lengthOf(value: Value): number | undefined {
  if (typeof value === 'string') return isFlat(value) ? value.length : codePoints(value).length;
  if (Array.isArray(value)) return value.length;
  if (value instanceof Map) return value.size;
  return value instanceof PyObject ? value.size() : undefined;
}

/** The entry under a key that equals, which for floats, tuples and the like is not JavaScript's identity. */
export function dictGet(dict: Dict, key: Value): Value | undefined {
  const direct = dict.get(key);
  if (direct !== undefined || typeof key === 'string') return direct;
  const text = key instanceof PyObject ? key.string() : undefined;
  if (text !== undefined) return dict.get(text);
  const same = sameKey(dict, key);
  return same === undefined ? undefined : dict.get(same);
}

/** Sets the entry of an equal key, if there is one, else a new one. */
export function dictSet(dict: Dict, key: Value, value: Value): void {
  if (typeof key === 'string' || dict.has(key)) dict.set(key, value);
  else dict.set(sameKey(dict, key) ?? key, value);
}

function sameKey(dict: Dict, key: Value): Value | undefined {
  for (const candidate of dict.keys()) {
    if (typeof candidate !== 'string' && equals(candidate, key)) return candidate;
  }
  return undefined;
}

/** Python's `wanted in container`. @throws DroverError where Python raises a TypeError */
export function contains(container: Value, wanted: Value): boolean {
  if (typeof container === 'string') {
    const text = wanted instanceof PyObject ? wanted.string() : wanted;
    if (typeof text === 'string') return container.includes(text);
    throw failure(`Cannot search in a string: 'in <string>' requires string as left operand, not ${typeName(wanted)}`);
  }
  if (Array.isArray(container)) return includes(container, wanted);
  if (container instanceof Map) return containsKey(container, wanted);
  if (container instanceof DictView && container.part === 'keys') return containsKey(container.dict, wanted);
  const own = container instanceof PyObject ? container.contains(wanted) : undefined;
  if (own !== undefined) return own;
  const items = iterate(container);
  if (items === undefined) throw failure(`Cannot search in the value: argument of type '${typeName(container)}' is not iterable`);
  return includes(Array.from(items), wanted);
}

function containsKey(dict: Dict, key: Value): boolean {
  if (Array.isArray(key) || key instanceof Map || key instanceof DictView || key instanceof PySet)
    throw failure(`Cannot use the value as a key: unhashable type: '${typeName(key)}'`);
  return dictGet(dict, key) !== undefined;
}

/** `value[index]` for whole numbers; undefined where it is out of range or the value has no positions. */
export function itemAt(value: Value, index: number): Value | undefined {
  if (typeof value === 'string') {
    const units = isFlat(value) ? value : codePoints(value);
    return units[index < 0 ? units.length + index : index];
  }
  const items = positions(value);
  return items?.[index < 0 ? items.length + index : index];
}

function positions(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value;
  if (value instanceof Tuple) return value.items;
  if (value instanceof Range) return value.iterate();
  return value instanceof Bytes ? Array.from(value.data) : undefined;
}

/** Python's `value[key]`; undefined where there is none or the value has no items. */
export function subscript(value: Value, key: Value): Value | undefined {
  if (value instanceof Map) return dictGet(value, key);
  if (typeof key === 'number') {
    const item = itemAt(value, key);
    if (item !== undefined) return item;
  }
  if (typeof key === 'boolean') return itemAt(value, Number(key));
  return value instanceof PyObject ? value.item(key) : undefined;
}

export interface Slice {
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly step: number | undefined;
}

/** `value[start:stop:step]`; undefined for what cannot be sliced. */
export function sliceOf(value: Value, slice: Slice): Value | undefined {
  if (slice.step === 0) throw failure('Cannot slice the value: slice step cannot be zero');
  if (typeof value === 'string') {
    const units = isFlat(value) ? value.split('') : codePoints(value);
    return cut(units, slice).join('');
  }
  if (Array.isArray(value)) return cut(value, slice);
  if (value instanceof Tuple) return new Tuple(cut(value.items, slice));
  if (value instanceof Bytes) return new Bytes(Uint8Array.from(cut(Array.from(value.data), slice)));
  return value instanceof Range ? value.slice(...boundsOf(value.size(), slice)) : undefined;
}

/** Start, stop and step within a length, as Python's `slice.indices`. */
function boundsOf(length: number, slice: Slice): [number, number, number] {
  const step = slice.step ?? 1;
  const [first, last] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (at: number) => Math.min(Math.max(at < 0 ? at + length : at, first), last);
  const start = slice.start === undefined ? (step > 0 ? first : last) : clamp(slice.start);
  const stop = slice.stop === undefined ? (step > 0 ? last : first) : clamp(slice.stop);
  return [start, stop, step];
}

function cut<T>(items: readonly T[], slice: Slice): T[] {
  const [start, stop, step] = boundsOf(items.length, slice);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  const taken: T[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) taken.push(items[i] as T);
  return taken;
}
