import type { Change } from '../../core/diff.ts';
import type { RunEvent } from '../../core/events.ts';

/**
 * An event without the bytes of files that changed: they would travel as a number each, four times their size. What a
 * person wants to see of them is in the differences, where those were asked for.
 */
export function withoutContents(event: RunEvent): RunEvent {
  if (event.event !== 'task_end' || (event.changes === undefined && event.items === undefined)) return event;
  return {
    ...event,
    changes: event.changes?.map(shown),
    items: event.items?.map((item) => ({ ...item, changes: item.changes?.map(shown) })),
  };
}

function shown({ path, before, after }: Change): Change {
  return { path, before: size(before), after: size(after) };
}

function size(value: unknown): unknown {
  return value instanceof Uint8Array ? `${value.byteLength} bytes` : value;
}
