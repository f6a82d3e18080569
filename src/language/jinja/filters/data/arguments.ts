import { text, typeName } from '../../../../core/value/text.ts';
import { Float, type Value } from '../../../../core/value/types.ts';
import { type Call, numberOf } from '../../callable.ts';
import { requireBoolean } from '../../python/boolean.ts';
import { mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { parseInteger } from '../../python/number.ts';

/** One documented argument, in the words of Ansible's argument specifications. */
export interface Documented {
  readonly type: 'raw' | 'str' | 'int' | 'bool' | 'list' | 'dict';
  readonly elements?: 'str' | 'dict';
  readonly required?: true;
  readonly choices?: readonly string[];
  readonly default?: Value;
}

/**
 * The arguments of a filter that validates them as a module does (ansible.utils 5.1.2), converted to their types, in
 * the order of `names`; the filter's value is the first. One too many by position is not looked at.
 *
 * @throws DroverError `TEMPLATE_FAILED` for one missing, one unknown and one of another type
 */
export function documented(value: Value, call: Call, spec: Readonly<Record<string, Documented>>): Value[] {
  const names = Object.keys(spec);
  const given = new Map<string, Value>(
    names.slice(0, call.args.length + 1).map((name, i) => [name, [value, ...call.args][i] ?? null]),
  );
  for (const [name, argument] of call.kwargs) given.set(name, argument);
  return validated(call.name, given, spec);
}

/** The values of named arguments, in the order of the specification. */
export function validated(plugin: string, given: ReadonlyMap<Value, Value>, spec: Readonly<Record<string, Documented>>): Value[] {
  for (const name of given.keys()) {
    if (typeof name !== 'string' || !Object.hasOwn(spec, name)) throw wrong(plugin, `it has no argument "${text(name)}"`);
  }
  return Object.entries(spec).map(([name, option]) => {
    const argument = given.get(name);
    if (argument === undefined && option.required) throw wrong(plugin, `its argument "${name}" is missing`);
    const isLeftOut = argument === undefined || (argument === null && !option.required && (option.default ?? null) === null);
    return isLeftOut ? (option.default ?? null) : one(plugin, name, option, argument);
  });
}

function one(plugin: string, name: string, { type, choices, elements }: Documented, argument: Value): Value {
  const value = converted(plugin, name, type, argument);
  if (choices !== undefined && !choices.includes(text(value)))
    throw wrong(plugin, `its argument "${name}" is to be one of ${choices.join(', ')}, not ${text(value)}`);
  return elements === undefined || !Array.isArray(value) ? value : value.map((item) => converted(plugin, name, elements, item));
}

function converted(plugin: string, name: string, type: Documented['type'], value: Value): Value {
  const found = converters[type](value, name);
  if (found === undefined) throw wrong(plugin, `its argument "${name}" is to be of the type ${type}, not a '${typeName(value)}'`);
  return found;
}

/** Undefined for a value that the type does not take. */
const converters: Readonly<Record<Documented['type'], (value: Value, name: string) => Value | undefined>> = {
  raw: (value) => value,
  str: (value) => (value === null ? undefined : text(value)),
  bool: requireBoolean,
  dict: mappingOf,
  list: (value) => {
    if (Array.isArray(value)) return value;
    if (typeof value === 'string') return value.split(',');
    return typeof value === 'boolean' || numberOf(value) !== undefined ? [text(value)] : undefined;
  },
  int: (value) => {
    if (typeof value === 'string') return parseInteger(value);
    if (value instanceof Float) return Number.isInteger(value.value) ? value.value : undefined;
    return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
  },
};

function wrong(plugin: string, why: string): Error {
  return failure(`use "${plugin}"`, why);
}
