import { Tuple } from '../../../core/value/collections.ts';
import { PyFunction } from '../../../core/value/function.ts';
import { Markup } from '../../../core/value/markup.ts';
import { iterate } from '../../../core/value/sequence.ts';
import { text, truthy } from '../../../core/value/text.ts';
import { Float, type Value } from '../../../core/value/types.ts';
import { Range } from '../../../core/value/views.ts';
import { bind, type Call, type Test } from '../callable.ts';
import { toBoolean } from '../python/boolean.ts';
import { mappingOf } from '../python/dict.ts';
import { isUndefined } from '../undefined.ts';

/** Jinja2 3.1.6's tests of what a value is, and Ansible's of whether it is true. */
export const typeTests: Readonly<Record<string, Test>> = {
  defined: (value) => !isUndefined(value),
  undefined: (value) => isUndefined(value),
  none: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  true: (value) => value === true,
  false: (value) => value === false,
  integer: (value) => typeof value === 'number' || typeof value === 'bigint',
  float: (value) => value instanceof Float,
  number: (value) => ['number', 'bigint', 'boolean'].includes(typeof value) || value instanceof Float,
  string: (value) => typeof value === 'string' || value instanceof Markup,
  mapping: (value) => mappingOf(value) !== undefined,
  sequence: (value) => isSequence(value),
  iterable: (value) => iterate(value) !== undefined,
  callable: (value) => value instanceof PyFunction,
  escaped: (value) => value instanceof Markup || isUndefined(value),
  lower: (value) => isCased(text(value), (character) => character.toLowerCase()),
  upper: (value) => isCased(text(value), (character) => character.toUpperCase()),
  truthy: (value, call) => isTruthy(value, call),
  falsy: (value, call) => !isTruthy(value, call),
};

/** What has a length and takes a key: dicts too, sets and dict views not. */
function isSequence(value: Value): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true;
  return value instanceof Tuple || value instanceof Range || mappingOf(value) !== undefined;
}

/** Whether the text has letters with case, and all are of that case. */
function isCased(source: string, change: (text: string) => string): boolean {
  return source.toLowerCase() !== source.toUpperCase() && change(source) === source;
}

function isTruthy(value: Value, call: Call): boolean {
  const [convert = false] = bind(call, { convert_bool: false });
  if (!truthy(convert)) return truthy(value);
  return toBoolean(value) ?? truthy(value);
}
