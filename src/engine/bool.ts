import { truthy } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';

const yes = new Set(['y', 'yes', 'on', '1', 'true', 't']);

/** A keyword's value as a boolean: Ansible's words for yes, any other string is no. */
export function isYes(value: Value | undefined): boolean {
  if (value === undefined) return false;
  return typeof value === 'string' ? yes.has(value.toLowerCase().trim()) : truthy(value);
}
