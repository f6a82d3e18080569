import type { RunEvent, TaskResult } from '../core/events.ts';
import { type Dict, Verbatim } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { directiveOf } from '../language/directives.ts';
import { asTold } from './as-told.ts';
import { countResult } from './count-result.ts';
import { delegateAsWritten } from './delegate.ts';
import { shown, taskNameOf } from './describe.ts';
import type { DirectiveTurn } from './directive-turn.ts';
import { failedTask } from './failed-task.ts';
import { type Flow, next } from './flow.ts';
import { enter, type Frame } from './frame.ts';
import type { Handler } from './handlers.ts';
import { runIncludes } from './include.ts';
import { isChanged, isFailed, isSkipped } from './judge.ts';
import { runMeta } from './meta.ts';
import { announced, handlersNamed, isNotifying, notifications } from './notify.ts';
import { templatesAt } from './place.ts';
import type { PlayRun } from './run-state.ts';
import { isHidden } from './task-call.ts';
import { allTurns, type Turns } from './turns.ts';

/** Runs one task, and what it includes. */
export async function* runTask(play: PlayRun, outer: Frame, task: Task): AsyncGenerator<RunEvent, Flow> {
  const directive = directiveOf(task.action.name);
  if (directive === 'meta') return yield* runMeta(play, outer, task);
  const { flow, turns } = yield* runTurns(play, enter(outer, task.keywords), task);
  const isInclude = directive === 'include_tasks' || directive === 'include_role';
  return isInclude && flow.kind === 'next' ? yield* runIncludes(includesOf(turns), outer, directive) : flow;
}

/** The turns of an include that were neither skipped nor failed. */
function includesOf({ ended }: Turns): DirectiveTurn[] {
  if (ended.some(({ isAborted }) => isAborted === true)) return [];
  return ended.flatMap(({ include, result }) => (include === undefined || isFailed(result) ? [] : [include]));
}

/** Runs a task with its loop and says how it ended. */
async function* runTurns(play: PlayRun, frame: Frame, task: Task): AsyncGenerator<RunEvent, { flow: Flow; turns: Turns }> {
  const { run } = play;
  const templates = templatesAt(play, frame);
  const name = taskNameOf(play, frame, task, templates);
  yield { event: 'task_start', ...name };
  const started = Date.now();
  const turns = yield* asTold<RunEvent, Turns>((tell) => {
    const retried = (attempts: number, left: number) => tell({ event: 'task_retry', attempts, left, ...name });
    const intend = (names: readonly string[]) => run.options.journal.intend(handlersNamed(play, names).map(keyOf));
    return allTurns({ play, frame, task, templates }, { intend, retried });
  });
  const { result } = turns;
  if (task.register !== undefined) run.setFacts.set(task.register, new Verbatim(result));
  const ignored = isFailed(result) && turns.ignoresErrors;
  const word = resultWord(result, ignored, frame.rescuable);
  const notified = isFailed(result) ? [] : notifications(play, task, turns.ended);
  if (!isLeftToIncludes(word, turns)) countResult(play, frame, word, isChanged(result));
  yield {
    event: 'task_end',
    ...name,
    host: run.options.host,
    result: word,
    ms: Date.now() - started,
    ...ending(
      turns,
      isHiddenTask(turns, () => isHidden(frame, templates)),
      () => delegateAsWritten(frame, templates),
    ),
  };
  yield* announced(play, frame, task, notified, templates);
  if (isNotifying(frame, task)) run.options.journal.settle(handlersNamed(play, notified).map(keyOf));
  if (play.handlers.anyOwed && !isFailed(result)) {
    play.handlers.resume(turns.ended.flatMap(({ notify }) => handlersNamed(play, notify)));
  }
  for (const warning of turns.ended.flatMap((each) => each.outcome?.warnings ?? [])) yield { event: 'warning', message: warning };
  if (run.options.signal?.aborted === true) return { flow: { kind: 'interrupted' }, turns };
  const failed = isFailed(result) && !ignored;
  return { flow: failed ? { kind: 'failed', failure: { task: failedTask(frame, task, templates), result } } : next, turns };
}

/** What an include runs is counted when it is known. */
function isLeftToIncludes(word: TaskResult, { ended }: Turns): boolean {
  return word === 'ok' && ended.some(({ include }) => include !== undefined);
}

const keyOf = (handler: Handler): string => handler.key;

function resultWord(result: Dict, ignored: boolean, rescuable: boolean): TaskResult {
  if (isFailed(result)) return ignored ? 'ignored' : rescuable ? 'rescued' : 'failed';
  if (isSkipped(result)) return 'skipped';
  return isChanged(result) ? 'changed' : 'ok';
}

/** A loop is hidden where one of its items is. */
function isHiddenTask({ items, ended }: Turns, alone: () => boolean): boolean {
  return items === undefined || items.length === 0 || items.length < ended.length
    ? alone()
    : items.some(({ censored }) => censored === true);
}

type Ending = Partial<Extract<RunEvent, { event: 'task_end' }>>;

/** What the event of a task's end shows of its turns. */
function ending({ result, ended, items }: Turns, hidden: boolean, delegate: () => string | undefined): Ending {
  const single = items === undefined ? ended[0] : undefined;
  return {
    ...shown(result, single?.outcome, hidden),
    items,
    attempts: single?.attempts,
    delegated: ended.length === 0 ? delegate() : ended.find((each) => each.delegated !== undefined)?.delegated,
    ...(hidden ? { censored: true } : {}),
  };
}
