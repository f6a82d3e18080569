import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Task } from '../language/ast.ts';
import { shownName } from './describe.ts';
import type { Ended } from './execute.ts';
import type { Frame } from './frame.ts';
import type { Handler } from './handlers.ts';
import { isChanged } from './judge.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

/** Whether a task is written with something to notify. */
export function isNotifying(frame: Frame, task: Task): boolean {
  return (task.notify ?? frame.notify) !== undefined;
}

/** The handlers that notifications mean at the moment. */
export function handlersNamed({ handlers }: PlayRun, names: readonly string[]): Handler[] {
  return names.flatMap((name) => handlers.named(name));
}

/**
 * What a task notifies: where one item of a loop changed, what all items say that were not skipped (ansible-core 2.18).
 * @throws DroverError `TASK_INVALID` for a handler that the play has not
 */
export function notifications(play: PlayRun, task: Task, turns: readonly Ended[]): string[] {
  if (!turns.some(({ result }) => isChanged(result))) return [];
  const names = turns.flatMap(({ notify }) => notify);
  for (const name of names) needHandler(play, task, name);
  return names;
}

function needHandler(play: PlayRun, task: Task, name: string): void {
  if (play.handlers.named(name).length > 0 || play.run.options.settings?.errorOnMissingHandler === false) return;
  throw new DroverError('TASK_INVALID', `Cannot notify "${name}": the play has no handler of that name`, {
    span: (task.notify ?? task).span,
    hint: handlerHint(name, play),
  });
}

/** Notifies, and tells which handlers were not notified before. What a handler notifies is settled at once. */
export function* announced(
  play: PlayRun,
  frame: Frame,
  task: Task,
  names: readonly string[],
  templates: Templates,
): Generator<RunEvent, void> {
  const fresh = names.flatMap((name) => play.handlers.notify(name));
  if (frame.isHandler) play.handlers.settle();
  if (fresh.length === 0) return;
  const handlers = fresh.map((handler) => shownName(handler.task, templates));
  yield { event: 'handlers_notified', handlers, task: shownName(task, templates) };
}

function handlerHint(name: string, { handlers }: PlayRun): string {
  const known = handlers.all.flatMap((handler) => handler.name() ?? []);
  if (known.length === 0) return 'the play has no handlers';
  return didYouMean(name, known) ?? `its handlers are ${known.map((each) => `"${each}"`).join(', ')}`;
}
