import { DroverError } from '../../core/errors.ts';
import { type Dict, type Value, Verbatim } from '../../core/value/types.ts';
import { Vaulted } from '../../core/value/vaulted.ts';
import { dumpJson, type JsonFormat } from '../../language/jinja/python/json-dump.ts';

const format: JsonFormat = { indent: '    ', ensureAscii: false, sortKeys: true };

/** What `ansible-inventory` (ansible-core 2.18) prints of a value: sorted, except where keys have no order. */
export function inventoryJson(value: Value): string {
  const shown = marked(value);
  try {
    return dumpJson(shown, format);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    return dumpJson(shown, { ...format, sortKeys: false });
  }
}

/** Encrypted values and those that are never templated are told from texts. */
function marked(value: Value): Value {
  if (value instanceof Vaulted) return new Map([['__ansible_vault', value.armour]]);
  if (value instanceof Verbatim)
    return typeof value.value === 'string' ? new Map([['__ansible_unsafe', value.value]]) : marked(value.value);
  if (Array.isArray(value)) return value.map(marked);
  return value instanceof Map ? (new Map([...value].map(([key, entry]) => [key, marked(entry)])) as Dict) : value;
}
