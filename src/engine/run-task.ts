import { DroverError } from '../core/errors.ts';
import type { ItemEnd, RunEvent, TaskResult } from '../core/events.ts';

import { toPlain } from '../core/value/convert.ts';

import { type Dict, type Value, Verbatim } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { isYes } from './bool.ts';
import { hiddenText, itemEnd, shown, taskNameOf } from './describe.ts';
import { type Ended, execute, failedResult, isHidden, skippedResult } from './execute.ts';
import { type Flow, next } from './flow.ts';
import { enter, type Frame } from './frame.ts';
import type { Handler } from './handlers.ts';
import { isChanged, isFailed, isSkipped } from './judge.ts';
import { loopItems, loopNames, turnAt } from './loop.ts';
import { handlersOf, notifyHandlers } from './notify.ts';
import { templatesAt } from './place.ts';
import { count } from './recap.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';
import { failedCondition } from './when.ts';

/** What a task's turns came to: one, or those of a loop. */
interface Turns {
  readonly result: Dict;
  readonly ended: readonly Ended[];
  /** Undefined for a task without a loop. */
  readonly items: readonly ItemEnd[] | undefined;
}

/** Runs one task with its loop and says how it ended. */
export async function* runTask(play: PlayRun, outer: Frame, task: Task, handler?: Handler): AsyncGenerator<RunEvent, Flow> {
  const frame = enter(outer, task.keywords);
  const templates = templatesAt(play, frame);
  const name = taskNameOf(play, frame, task, templates, handler !== undefined);
  yield { event: 'task_start', ...name };
  const started = performance.now();
  const notifying = handlersOf(play, frame, task);
  const events: RunEvent[] = [];
  const retried = (attempts: number, left: number): void => {
    events.push({ event: 'task_retry', attempts, left, ...name });
  };
  const owed = () => play.run.options.journal.intend(notifying.keys(templates));
  const turns = await allTurns(play, frame, task, templates, notifying.any ? owed : undefined, retried);
  yield* events;
  const { result } = turns;
  if (task.register !== undefined) play.run.setFacts.set(task.register, new Verbatim(result));
  const ignored = isFailed(result) && isYes(keyword(frame.keywords.ignoreErrors, templates));
  const word = resultWord(result, ignored, frame.rescuable);
  count(play.run.recap, word, isChanged(result));
  const hidden = isHidden(frame, templates);
  const single = turns.items === undefined ? turns.ended[0] : undefined;
  yield {
    event: 'task_end',
    ...name,
    host: play.run.options.host,
    result: word,
    ms: Math.round(performance.now() - started),
    ...shown(result, single?.outcome, hidden),
    items: hidden ? turns.items?.map(({ result: each }) => ({ item: hiddenText, result: each })) : turns.items,
    attempts: single?.attempts,
    delegated: turns.ended.find((each) => each.delegated !== undefined)?.delegated,
    ...(hidden ? { censored: true } : {}),
  };
  const notified = isFailed(result) ? [] : yield* notifyHandlers(play, frame, task, turns, templates);
  if (notifying.any) play.run.options.journal.settle(notified);
  for (const warning of turns.ended.flatMap((each) => each.outcome?.warnings ?? [])) yield { event: 'warning', message: warning };
  if (play.run.options.signal?.aborted === true) return { kind: 'interrupted' };
  return isFailed(result) && !ignored ? { kind: 'failed', failure: { task, name: name.task, result } } : next;
}

function keyword(located: { readonly value: Value } | undefined, templates: Templates): Value | undefined {
  return located === undefined ? undefined : templates.value(located.value);
}

function resultWord(result: Dict, ignored: boolean, rescuable: boolean): TaskResult {
  if (isFailed(result)) return ignored ? 'ignored' : rescuable ? 'rescued' : 'failed';
  if (isSkipped(result)) return 'skipped';
  return isChanged(result) ? 'changed' : 'ok';
}

type Retried = (attempts: number, left: number) => void;

async function allTurns(
  play: PlayRun,
  frame: Frame,
  task: Task,
  templates: Templates,
  beforeChange: (() => void) | undefined,
  retried: Retried,
): Promise<Turns> {
  const items = itemsOf(play, frame, task, templates);
  if (items instanceof Map) return { result: items, ended: [], items: undefined };
  const turn = { play, frame, task, beforeChange, retried };
  if (items === undefined) {
    const ended = await execute({ ...turn, variables: new Map() });
    return { result: ended.result, ended: [ended], items: undefined };
  }
  return await loopTurns(items, turn, templates);
}

/** The loop's items; a result where the loop cannot be had, or the condition does not hold anyway. */
function itemsOf(play: PlayRun, frame: Frame, task: Task, templates: Templates): readonly Value[] | undefined | Dict {
  try {
    return loopItems(task, templates, play.run.options.plugins);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const unmet = unmetCondition(frame, templates);
    return unmet === undefined ? failedResult(error) : skippedResult(unmet);
  }
}

function unmetCondition(frame: Frame, templates: Templates): Value | undefined {
  try {
    return failedCondition(frame.keywords.when, templates);
  } catch (error) {
    if (error instanceof DroverError) return undefined;
    throw error;
  }
}

type TurnBase = Omit<Parameters<typeof execute>[0], 'variables'>;

async function loopTurns(items: readonly Value[], base: TurnBase, templates: Templates): Promise<Turns> {
  const { task, play } = base;
  if (items.length === 0) {
    const result: Dict = new Map<Value, Value>([
      ['changed', false],
      ['skipped', true],
      ['skipped_reason', 'No items in the list'],
      ['results', []],
    ]);
    return { result, ended: [], items: [] };
  }
  const names = loopNames(task.loopControl, templates);
  const ended: Ended[] = [];
  const shownItems: ItemEnd[] = [];
  const ignoring = isYes(keyword(base.frame.keywords.ignoreErrors, templates));
  for (let index = 0; index < items.length; index++) {
    const turn = turnAt(items, index, names);
    const done = await execute({ ...base, variables: turn.variables });
    for (const [name, value] of turn.variables) if (name !== 'ansible_loop') done.result.set(name, value);
    if (!done.result.has('failed')) done.result.set('failed', false);
    ended.push(done);
    const label = labelOf(base, turn.variables, turn.item);
    shownItems.push(itemEnd(label, done, ignoring));
    if (play.run.options.signal?.aborted === true) break;
  }
  return { result: loopResult(ended.map((each) => each.result)), ended, items: shownItems };
}

function labelOf(base: TurnBase, variables: ReadonlyMap<string, Value>, item: Value): unknown {
  const { label } = base.task.loopControl;
  if (label === undefined) return toPlain(item);
  return toPlain(templatesAt(base.play, base.frame, { loop: variables }).keyword(label));
}

/** The result of a loop as `register` keeps it (ansible-core 2.18, `TaskExecutor.run`). */
function loopResult(results: readonly Dict[]): Dict {
  const failed = results.some(isFailed);
  const skipped = results.every(isSkipped);
  const result: Dict = new Map<Value, Value>([
    ['results', [...results]],
    ['changed', results.some(isChanged)],
    ['msg', failed ? 'One or more items failed' : skipped ? 'All items skipped' : 'All items completed'],
    ['failed', failed],
  ]);
  if (skipped) result.set('skipped', true);
  return result;
}
