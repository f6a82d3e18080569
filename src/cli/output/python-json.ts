/**
 * JSON as Python writes it, keys sorted: `{"a": 1, "b": [2, 3]}`, or on lines of their own.
 * @param indent spaces a level; 0 for one line
 */
export function pythonJson(value: unknown, indent = 0, depth = 1): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const inside = Array.isArray(value)
    ? value.map((entry) => pythonJson(entry, indent, depth + 1))
    : Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => `${JSON.stringify(key)}: ${pythonJson(entry, indent, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (indent === 0 || inside.length === 0) return `${open}${inside.join(', ')}${close}`;
  const pad = ' '.repeat(indent * depth);
  return `${open}\n${pad}${inside.join(`,\n${pad}`)}\n${' '.repeat(indent * (depth - 1))}${close}`;
}
