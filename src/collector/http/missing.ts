import { Refusal } from '../refusal.ts';

/** @throws Refusal (404) where there is no such thing */
export function found<T>(value: T | undefined, what: string, name: string | number): T {
  if (value !== undefined) return value;
  throw new Refusal(404, `Cannot show ${what} "${name}": the collector knows none of that name`, {
    hint: 'it may have been pruned; the lists show what there is',
  });
}
