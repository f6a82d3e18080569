import type { ItemEnd, RunEvent } from '../../core/events.ts';

/** Bytes of JSON that an event may have in a report: less than the collector takes in a line, more than a person reads. */
const mostBytes = 2 * 1024 * 1024;

/**
 * The lines of an event in a report. One that is too large goes without the differences and values it has; one that is then
 * still too large, which is a message of megabytes, without its text.
 */
export function eventLines(event: RunEvent): string[] {
  const whole = JSON.stringify(event);
  if (Buffer.byteLength(whole) <= mostBytes) return [whole];
  const smaller = event.event === 'task_end' ? without(event) : undefined;
  const line = smaller === undefined ? undefined : JSON.stringify(smaller);
  const isFitting = line !== undefined && Buffer.byteLength(line) <= mostBytes;
  const note = `The report leaves out ${isFitting ? 'differences and values of' : 'what was told by'} ${named(event)}: more than 2 MB`;
  const rest = isFitting ? line : bare(event);
  return [...(rest === undefined ? [] : [rest]), JSON.stringify({ event: 'warning', message: note } satisfies RunEvent)];
}

type TaskEnd = Extract<RunEvent, { event: 'task_end' }>;

function without({ diff: _, changes: __, details: ___, items, ...rest }: TaskEnd): TaskEnd {
  return { ...rest, ...(items === undefined ? {} : { items: items.map(itemWithout) }) };
}

function itemWithout({ diff: _, changes: __, details: ___, ...rest }: ItemEnd): ItemEnd {
  return rest;
}

/** How a task ended, or the run, is told in any case. */
function bare(event: RunEvent): string | undefined {
  if (event.event !== 'task_end' && event.event !== 'run_end') return undefined;
  const text = event.event === 'task_end' ? event.msg : event.message;
  const short = `${(text ?? '').slice(0, 1000)}…`;
  if (event.event === 'run_end') return JSON.stringify({ ...event, message: short });
  const { items: _, ...rest } = without(event);
  return JSON.stringify({ ...rest, msg: short });
}

function named(event: RunEvent): string {
  return 'task' in event ? `task "${event.task.slice(0, 200)}"` : `event "${event.event}"`;
}
