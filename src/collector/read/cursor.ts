import { Refusal } from '../refusal.ts';

/**
 * The place in a list that the next page begins after: the last row's name, or its numbers with a dash between. What looks like one
 * is one, so that a page can be asked for that nobody linked to.
 */
export function cursorOf(key: readonly (string | number)[]): string {
  return key.join('-');
}

/**
 * The numbers in a cursor.
 * @param count how many there are
 * @throws Refusal (400) for a cursor of another list, or of none
 */
export function numbersIn(cursor: string, count: number): number[] {
  const numbers = cursor.split('-');
  if (numbers.length === count && numbers.every((number) => /^\d{1,15}$/.test(number))) return numbers.map(Number);
  throw new Refusal(400, `Cannot go on from cursor "${cursor}": it is none of this list`, {
    hint: 'give the cursor that the page before ended with, and the same filter',
  });
}
