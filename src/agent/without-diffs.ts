import type { RunEvent } from '../core/events.ts';
import type { Sink } from './tell-run.ts';

/** Hands events on without their differences: a report always has them, and a person gets to see what was asked for. */
export function withoutDiffs(sink: Sink): Sink {
  return (event: RunEvent) => {
    if (event.event !== 'task_end') return sink(event);
    const { diff: _, items, ...rest } = event;
    sink({ ...rest, ...(items === undefined ? {} : { items: items.map(({ diff: _, ...item }) => item) }) });
  };
}
