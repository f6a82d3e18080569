import type { RunEvent } from '../core/events.ts';
import { type Flow, next } from './flow.ts';
import type { PlayRun } from './run-state.ts';
import { runTask } from './run-task.ts';

/**
 * Runs the notified handlers in the order of their definition. A handler may notify later ones; one before it
 * waits for the next flush.
 */
export async function* flushHandlers(play: PlayRun): AsyncGenerator<RunEvent, Flow> {
  play.handlers.settle();
  for (const handler of play.handlers.all) {
    if (!play.handlers.isNotified(handler)) continue;
    play.handlers.clear(handler);
    const frame = { ...handler.frame, rescuable: false, isHandler: true };
    const flow = yield* runTask(play, frame, handler.task);
    if (flow.kind === 'next') play.run.options.journal.finish(handler.key);
    else return flow;
  }
  return next;
}
