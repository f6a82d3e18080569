import { Bytes, Tuple } from '../../core/value/collections.ts';
import { text } from '../../core/value/text.ts';
import { Float, PyObject, type Value } from '../../core/value/types.ts';
import { DictView, Iterated, Range } from '../../core/value/views.ts';
import { isUndefined, QuietUndefined } from './undefined.ts';

/** @throws DroverError `VARIABLE_UNDEFINED` if the value is undefined or holds something that is, however deep */
export function failOnUndefined(value: Value): void {
  if (isUndefined(value) && !(value instanceof QuietUndefined)) throw value.error();
  if (Array.isArray(value)) value.forEach(failOnUndefined);
  else if (value instanceof Map) value.forEach(failOnUndefined);
  else if (value instanceof Tuple) value.items.forEach(failOnUndefined);
}

/** An iterator as the list of what it yields, anything else as it is. */
export function unroll(value: Value): Value {
  return value instanceof DictView || value instanceof Range || value instanceof Iterated ? Array.from(value) : value;
}

/** The text of a value in the output: bytes are decoded there, as nowhere else. */
export function outputText(value: Value): string {
  return value instanceof Bytes ? Buffer.from(value.data).toString('utf8') : text(value);
}

/** What a value adds to a template's output: its text, nothing for none. */
export function finalize(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value !== 'object') return text(value);
  failOnUndefined(value);
  return outputText(unroll(value));
}

/** The same where native templates write none out, as they do any other value. */
export function printed(value: Value, { writesNone }: { readonly writesNone: boolean }): string {
  return value === null && writesNone ? 'None' : finalize(value);
}

/**
 * Whether a container written out and read back as a literal gives the same container, so that both steps
 * can be left out. Fails on undefined parts as `failOnUndefined` does.
 */
export function survivesText(value: Value): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (value instanceof Float) return Number.isFinite(value.value);
  if (value instanceof PyObject) {
    failOnUndefined(value);
    return value instanceof Tuple && allSurvive(value.items);
  }
  if (Array.isArray(value)) return allSurvive(value);
  return allSurvive(value.keys()) && allSurvive(value.values());
}

function allSurvive(values: Iterable<Value>): boolean {
  let all = true;
  for (const value of values) all = survivesText(value) && all;
  return all;
}
