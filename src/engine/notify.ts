import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import type { Located, Task } from '../language/ast.ts';
import { renderedName } from './describe.ts';
import type { Ended } from './execute.ts';
import type { Frame } from './frame.ts';
import { type Handler, notifications } from './handlers.ts';
import { isChanged, isFailed } from './judge.ts';
import { templatesAt } from './place.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

/** The handlers a task may notify. */
export interface Notifying {
  readonly any: boolean;
  /** Their keys, as far as their names can be rendered before the task ran. */
  keys(templates: Templates): string[];
}

function written(frame: Frame, task: Task): readonly Located[] {
  return task.notify === undefined ? frame.notify : [...frame.notify, task.notify];
}

export function handlersOf(play: PlayRun, frame: Frame, task: Task): Notifying {
  const notify = written(frame, task);
  return {
    any: notify.length > 0,
    keys: (templates) => notify.flatMap((each) => named(play, each, templates)).map((handler) => handler.key),
  };
}

function named(play: PlayRun, notify: Located, templates: Templates): readonly Handler[] {
  try {
    return notifications(templates.keyword(notify)).flatMap((name) => play.handlers.named(name));
  } catch (error) {
    if (error instanceof DroverError) return [];
    throw error;
  }
}

/**
 * Notifies the handlers of a task's changed turns; answers the keys of all it notified.
 * @throws DroverError `TASK_INVALID` for a handler that the play has not
 */
export async function* notifyHandlers(
  play: PlayRun,
  frame: Frame,
  task: Task,
  turns: { readonly ended: readonly Ended[] },
  templates: Templates,
): AsyncGenerator<RunEvent, string[]> {
  const notify = written(frame, task);
  const changed = turns.ended.some(({ result }) => isChanged(result) && !isFailed(result));
  if (notify.length === 0 || !changed) return [];
  const handlers = notify.flatMap((each) => resolve(play, frame, task, each));
  const fresh = handlers.filter((handler) => play.handlers.notify(handler));
  if (fresh.length > 0) {
    const names = fresh.map((handler) => renderedName(handler.task, templates) ?? handler.task.action.name);
    yield { event: 'handlers_notified', handlers: names, task: renderedName(task, templates) ?? task.action.name };
  }
  return handlers.map((handler) => handler.key);
}

function resolve(play: PlayRun, frame: Frame, task: Task, notify: Located): readonly Handler[] {
  const templates = templatesAt(play, frame);
  return notifications(templates.keyword(notify)).flatMap((name) => {
    const handlers = play.handlers.named(name);
    if (handlers.length > 0) return handlers;
    const known = play.handlers.all.flatMap((handler) => handler.name() ?? []);
    const hint =
      known.length === 0 ? 'the play has no handlers' : `its handlers are ${known.map((each) => `"${each}"`).join(', ')}`;
    throw new DroverError('TASK_INVALID', `Cannot notify "${name}": the play has no handler of that name`, {
      span: notify.span,
      hint,
    });
  });
}
