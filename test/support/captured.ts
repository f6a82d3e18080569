import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Captured output of a real tool, without the first line that says where it comes from. */
export function captured(name: string): string {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/captured', name), 'utf8');
  return text.slice(text.indexOf('\n') + 1);
}
