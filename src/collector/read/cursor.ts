import { Refusal } from '../refusal.ts';

/** The place in a list that the next page begins after, as text that goes into an address. */
export function cursorOf(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The key in a cursor.
 * @param types what the key's values are, in order
 * @throws Refusal (400) for a cursor that is none, or one of another list
 */
export function keyOf(cursor: string, types: readonly ('string' | 'number')[]): (string | number)[] {
  const key = parsed(Buffer.from(cursor, 'base64url').toString());
  const fits = Array.isArray(key) && key.length === types.length && key.every((value, index) => typeof value === types[index]);
  if (!fits) {
    throw new Refusal(400, `Cannot go on from cursor "${cursor}": it is none of this list`, {
      hint: 'give the cursor that the page before ended with, and the same filter',
    });
  }
  return key as (string | number)[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
