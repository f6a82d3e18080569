import { Float, PyObject, type Value } from './types.ts';

/** Python's `json.dumps(value)` with its defaults: `, ` and `: ` between, everything beyond ASCII escaped. */
export function jsonText(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return jsonString(value);
  if (value instanceof Float) return floatJson(value);
  if (value instanceof PyObject) return jsonString(value.text());
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (value instanceof Map) return `{${[...value].map(([key, entry]) => `${jsonKey(key)}: ${jsonText(entry)}`).join(', ')}}`;
  return String(value);
}

function jsonKey(key: Value): string {
  return typeof key === 'string' ? jsonString(key) : `"${jsonText(key)}"`;
}

function floatJson(value: Float): string {
  if (Number.isNaN(value.value)) return 'NaN';
  if (!Number.isFinite(value.value)) return value.value > 0 ? 'Infinity' : '-Infinity';
  return value.repr();
}

function jsonString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => {
    return unit === '\u007f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
