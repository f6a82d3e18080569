import type { RunEvent } from '../core/events.ts';
import { hiding, type Mask } from '../engine/module/masking.ts';

/** The fields that show what a task read, wrote or was given; the others name it, count and measure. */
const telling = ['msg', 'message', 'diff', 'changes', 'details', 'item', 'predicted', 'data'];

/** An event without the secrets that ansible-vault keeps: stars stand in their place. */
export function withoutSecrets(event: RunEvent, secrets: ReadonlySet<string>): RunEvent {
  return secrets.size === 0 ? event : hidden(event, hiding(secrets));
}

function hidden<T extends object>(shown: T, hide: Mask): T {
  const entries = Object.entries(shown).map(([key, value]: [string, unknown]) => {
    if (key === 'items' && Array.isArray(value)) return [key, value.map((item: object) => hidden(item, hide))];
    return [key, telling.includes(key) ? hide(value) : value];
  });
  return Object.fromEntries(entries) as T;
}
