import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Located, Task } from '../language/ast.ts';
import { shownName } from './describe.ts';
import type { Ended } from './execute.ts';
import type { Frame } from './frame.ts';
import { type Handler, notifications } from './handlers.ts';
import { isChanged } from './judge.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

/** The handlers a task may notify. */
export interface Notifying {
  readonly any: boolean;
  /** As far as their names can be rendered before the task ran. */
  handlers(templates: Templates): Handler[];
}

export function handlersOf(play: PlayRun, frame: Frame, task: Task): Notifying {
  const notify = task.notify ?? frame.notify;
  return {
    any: notify !== undefined,
    handlers: (templates) => (notify === undefined ? [] : [...named(play, notify, templates)]),
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
 * The handlers that a task notifies: where one item of a loop changed, those of all items that were not skipped
 * (ansible-core 2.18).
 * @throws DroverError `TASK_INVALID` for a handler that the play has not
 */
export function notifiedHandlers(play: PlayRun, task: Task, turns: readonly Ended[]): Handler[] {
  if (!turns.some(({ result }) => isChanged(result))) return [];
  return turns.flatMap(({ notify }) => notify).flatMap((name) => resolve(play, task, name));
}

/** Notifies the handlers and tells which were not notified before. */
export function* announced(
  play: PlayRun,
  task: Task,
  notified: readonly Handler[],
  templates: Templates,
): Generator<RunEvent, void> {
  const fresh = notified.filter((handler) => play.handlers.notify(handler));
  if (fresh.length === 0) return;
  const handlers = fresh.map((handler) => shownName(handler.task, templates));
  yield { event: 'handlers_notified', handlers, task: shownName(task, templates) };
}

function resolve(play: PlayRun, task: Task, name: string): readonly Handler[] {
  const handlers = play.handlers.named(name);
  if (handlers.length > 0 || play.run.options.settings?.errorOnMissingHandler === false) return handlers;
  throw new DroverError('TASK_INVALID', `Cannot notify "${name}": the play has no handler of that name`, {
    span: (task.notify ?? task).span,
    hint: handlerHint(name, play),
  });
}

function handlerHint(name: string, { handlers }: PlayRun): string {
  const known = handlers.all.flatMap((handler) => handler.name() ?? []);
  if (known.length === 0) return 'the play has no handlers';
  return didYouMean(name, known) ?? `its handlers are ${known.map((each) => `"${each}"`).join(', ')}`;
}
