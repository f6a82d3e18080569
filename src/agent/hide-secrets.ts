import type { RunEvent } from '../core/events.ts';
import { hiding, type Mask } from '../engine/module/masking.ts';

/** The fields that show what a task read, wrote or was given; the others name it, count and measure. */
const telling = ['msg', 'message', 'diff', 'changes', 'details', 'item', 'predicted', 'data'];

/** What shows an event without the secrets that ansible-vault keeps: stars stand in their place. Secrets only ever come to the others. */
export function secretHider(secrets: () => ReadonlySet<string>): (event: RunEvent) => RunEvent {
  let known: { readonly count: number; readonly hide: Mask } | undefined;
  return (event) => {
    const now = secrets();
    if (now.size === 0) return event;
    if (known?.count !== now.size) known = { count: now.size, hide: hiding(now) };
    return hidden(event, known.hide);
  };
}

function hidden<T extends object>(shown: T, hide: Mask): T {
  const entries = Object.entries(shown).map(([key, value]: [string, unknown]) => {
    if (key === 'items' && Array.isArray(value)) return [key, value.map((item: object) => hidden(item, hide))];
    return [key, telling.includes(key) ? hide(value) : value];
  });
  return Object.fromEntries(entries) as T;
}
