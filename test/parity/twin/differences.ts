/** Where two JSON values differ, a line each: `path: one / other`. The order of keys does not matter. */
export function differences(one: unknown, other: unknown, path = ''): string[] {
  if (isObject(one) && isObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => differences(one[key], other[key], `${path}.${key}`));
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    const length = Math.max(one.length, other.length);
    return Array.from({ length }, (_, i) => differences(one[i], other[i], `${path}[${i}]`)).flat();
  }
  return Object.is(one, other) ? [] : [`${path}: ${shown(one)} / ${shown(other)}`];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value).slice(0, 300);
}
