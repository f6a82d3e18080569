import type { RunEvent, TaskResult } from '../core/events.ts';
import { type Dict, type Value, Verbatim } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { asTold } from './as-told.ts';
import { isYes } from './bool.ts';
import { countResult } from './count-result.ts';
import { hiddenText, shown, taskNameOf } from './describe.ts';
import { type Flow, next } from './flow.ts';
import { enter, type Frame } from './frame.ts';
import type { Handler } from './handlers.ts';
import { isChanged, isFailed, isSkipped } from './judge.ts';
import { announced, handlersOf, notifiedHandlers } from './notify.ts';
import { templatesAt } from './place.ts';
import type { PlayRun } from './run-state.ts';
import { isHidden } from './task-call.ts';
import type { Templates } from './templates.ts';
import { allTurns, type Turns } from './turns.ts';

/** Runs one task with its loop and says how it ended. */
export async function* runTask(play: PlayRun, outer: Frame, task: Task): AsyncGenerator<RunEvent, Flow> {
  const { run } = play;
  const frame = enter(outer, task.keywords);
  const templates = templatesAt(play, frame);
  const name = taskNameOf(play, frame, task, templates);
  yield { event: 'task_start', ...name };
  const started = Date.now();
  const notifying = handlersOf(play, frame, task);
  const beforeChange = notifying.any ? () => run.options.journal.intend(notifying.handlers(templates).map(keyOf)) : undefined;
  const turns = yield* asTold<RunEvent, Turns>((tell) => {
    const retried = (attempts: number, left: number) => tell({ event: 'task_retry', attempts, left, ...name });
    return allTurns({ play, frame, task, templates }, { beforeChange, retried });
  });
  const { result } = turns;
  if (task.register !== undefined) run.setFacts.set(task.register, new Verbatim(result));
  const ignored = isFailed(result) && isIgnored(result, frame, templates);
  const word = resultWord(result, ignored, frame.rescuable);
  const notified = isFailed(result) ? [] : notifiedHandlers(play, frame, task, turns.ended);
  countResult(play, frame, word, isChanged(result));
  yield {
    event: 'task_end',
    ...name,
    host: run.options.host,
    result: word,
    ms: Date.now() - started,
    ...ending(turns, isHidden(frame, templates)),
  };
  yield* announced(play, task, notified, templates);
  if (notifying.any) run.options.journal.settle(notified.map(keyOf));
  if (play.handlers.anyOwed && !isFailed(result)) play.handlers.resume(notifying.handlers(templates));
  for (const warning of turns.ended.flatMap((each) => each.outcome?.warnings ?? [])) yield { event: 'warning', message: warning };
  if (run.options.signal?.aborted === true) return { kind: 'interrupted' };
  return isFailed(result) && !ignored ? { kind: 'failed', failure: { task, name: name.task, result } } : next;
}

const keyOf = (handler: Handler): string => handler.key;

/** A task for another machine counts as unreachable. */
function isIgnored(result: Dict, { keywords }: Frame, templates: Templates): boolean {
  if (isYes(keyword(keywords.ignoreErrors, templates))) return true;
  return result.get('unreachable') === true && isYes(keyword(keywords.ignoreUnreachable, templates));
}

function keyword(located: { readonly value: Value } | undefined, templates: Templates): Value | undefined {
  return located === undefined ? undefined : templates.value(located.value);
}

function resultWord(result: Dict, ignored: boolean, rescuable: boolean): TaskResult {
  if (isFailed(result)) return ignored ? 'ignored' : rescuable ? 'rescued' : 'failed';
  if (isSkipped(result)) return 'skipped';
  return isChanged(result) ? 'changed' : 'ok';
}

type Ending = Partial<Extract<RunEvent, { event: 'task_end' }>>;

/** What the event of a task's end shows of its turns. */
function ending({ result, ended, items }: Turns, hidden: boolean): Ending {
  const single = items === undefined ? ended[0] : undefined;
  return {
    ...shown(result, single?.outcome, hidden),
    items: hidden ? items?.map(({ result: each }) => ({ item: hiddenText, result: each })) : items,
    attempts: single?.attempts,
    delegated: ended.find((each) => each.delegated !== undefined)?.delegated,
    ...(hidden ? { censored: true } : {}),
  };
}
