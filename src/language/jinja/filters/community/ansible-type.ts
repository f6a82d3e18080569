import { text, typeName } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import { type Call, className } from '../../callable.ts';
import { mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';

/** community.general 10.7's name of a value's type, with those of its members: `dict[str, int|str]`. */
export function ansibleType(value: Value, alias: Value, call: Call): string {
  const aliases: Dict | undefined = alias === null ? new Map() : mappingOf(alias);
  if (aliases === undefined) throw failure('name a type', `the alias is to be a dictionary, not '${typeName(alias)}'`);
  const named = (type: string): string => text(aliases.get(type) ?? type);
  const name = (item: Value): string => named(call.environment.className(item));
  const names = (items: Iterable<Value>): string => [...new Set(Array.from(items, name))].toSorted().join('|');
  const own = named(className(value, call));
  if (own === 'list' && Array.isArray(value) && value.length > 0) return `list[${names(value)}]`;
  const dict = mappingOf(value);
  if (own !== 'dict' || dict === undefined || dict.size === 0) return own;
  return `dict[${names(dict.keys())}, ${names(dict.values())}]`;
}
