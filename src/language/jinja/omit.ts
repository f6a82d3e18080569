import type { Value } from '../../core/value/types.ts';

/** What the variable `omit` holds: an argument with this value is as if it were not given. */
export const omitPlaceholder = '__omit_place_holder__4f2c9d0b6a1e7358';

/**
 * The value without the entries of dicts that are omitted, in dicts and in lists of dicts. An item of a list is not left out, as
 * in ansible-core 2.18 (`remove_omit`).
 */
export function withoutOmitted(value: Value): Value {
  if (Array.isArray(value)) return value.map((item) => (Array.isArray(item) ? item : withoutOmitted(item)));
  if (!(value instanceof Map)) return value;
  return new Map([...value].filter(([, item]) => item !== omitPlaceholder).map(([key, item]) => [key, withoutOmitted(item)]));
}
