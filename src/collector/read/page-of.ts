import type { Page } from '../model.ts';
import { cursorOf } from './cursor.ts';

/**
 * Makes a page of rows of which one more than the limit was asked for: that one says that there is a next page.
 * @param key of a row, by which the list is ordered
 */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  item: (row: R) => T,
  key: (row: R) => readonly (string | number)[],
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), cursor: rows.length > limit && last !== undefined ? cursorOf(key(last)) : null };
}
