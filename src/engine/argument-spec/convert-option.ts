import type { ArgType } from '../../core/args.ts';
import { repr, text, typeName } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { convertArgument, type PathExpansion, Unconvertible } from '../module/convert-argument.ts';

const unexpanded: PathExpansion = { home: () => undefined, environment: () => undefined };
const types: ReadonlySet<string> = new Set<ArgType>([
  ...(['str', 'int', 'float', 'bool', 'list', 'dict', 'path', 'raw', 'json', 'jsonarg', 'bytes', 'bits'] as const),
]);

/** A type that Ansible does not know takes any value. */
export function typeOf(written: Value | undefined): ArgType {
  const name = text(written ?? 'str');
  return types.has(name) ? (name as ArgType) : 'raw';
}

/** @returns the value as that type, or `error`: why it cannot be, in the words of ansible-core 2.18 (`check_type_…`) */
export function convertOption(type: ArgType, value: Value): { readonly value: Value } | { readonly error: string } {
  const converted = convertArgument(type, value, unexpanded);
  return converted instanceof Unconvertible ? { error: reason(type, value) } : { value: converted as Value };
}

/** Python's name of a value's class, as Ansible's messages show it. */
export function className(value: Value): string {
  return `<class '${typeName(value)}'>`;
}

const nouns: Partial<Record<ArgType, string>> = {
  list: 'list',
  dict: 'dict',
  float: 'float',
  bool: 'bool',
  json: 'json string',
  jsonarg: 'json string',
  bytes: 'Byte value',
  bits: 'Bit value',
};

function reason(type: ArgType, value: Value): string {
  if (type === 'str' || type === 'path') return `'${repr(value)}' is not a string and conversion is not allowed`;
  if (type === 'int') return `"${repr(value)}" cannot be converted to an int`;
  if (type === 'dict' && typeof value === 'string') return 'dictionary requested, could not parse JSON or key=value';
  if (type === 'bool' && ['str', 'int', 'float'].includes(typeName(value))) {
    return `The value '${text(value)}' is not a valid boolean.  Valid booleans include: ${booleans}`;
  }
  return `${className(value)} cannot be converted to a ${nouns[type] ?? type}`;
}

const booleans = "0, 1, '0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', 'y', 'yes'";
