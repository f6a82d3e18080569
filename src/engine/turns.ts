import { DroverError } from '../core/errors.ts';
import type { ItemEnd } from '../core/events.ts';
import { pause } from '../core/pause.ts';
import { toPlain } from '../core/value/convert.ts';
import type { Dict, Value } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { itemEnd } from './describe.ts';
import { type Ended, execute, ignoresAsWritten, type Turn, templatesFor } from './execute.ts';
import type { Frame } from './frame.ts';
import { isChanged, isFailed, isSkipped, saysFailed } from './judge.ts';
import { type LoopItems, type LoopNames, loopItems, loopNames, turnAt } from './loop.ts';
import { numberOf } from './number-of.ts';
import { failedResult, skippedResult, toldText } from './results.ts';
import type { PlayRun } from './run-state.ts';
import { isHidden } from './task-call.ts';
import type { Templates } from './templates.ts';
import { allHold, failedCondition } from './when.ts';

/** What a task's turns came to: one, or those of a loop. */
export interface Turns {
  readonly result: Dict;
  readonly ended: readonly Ended[];
  /** Undefined for a task without a loop. */
  readonly items: readonly ItemEnd[] | undefined;
  /** Whether `ignore_errors` holds for what failed. */
  readonly ignoresErrors: boolean;
}

/** A task at its place, with rendering as it is outside of its loop. */
interface Placed {
  readonly play: PlayRun;
  readonly frame: Frame;
  readonly task: Task;
  readonly templates: Templates;
}

/** Runs a task once, or once for each item of its loop; one that fails takes back the variables that it set. */
export async function allTurns(placed: Placed, told: Pick<Turn, 'intend' | 'retried'>): Promise<Turns> {
  const turns = await turnsOf(placed, told);
  if (isFailed(turns.result)) for (const { restore } of turns.ended.toReversed()) restore?.();
  return turns;
}

async function turnsOf(placed: Placed, told: Pick<Turn, 'intend' | 'retried'>): Promise<Turns> {
  const loop = loopOf(placed);
  const ignoresErrors = ignoresAsWritten(placed.frame);
  if (loop instanceof Map) return { result: loop, ended: [], items: undefined, ignoresErrors };
  if (loop === undefined) {
    const ended = await execute({ ...placed, ...told, variables: new Map() });
    if (ended.include !== undefined) ended.result.set('changed', false);
    return { result: ended.result, ended: [ended], items: undefined, ignoresErrors: ended.ignoresErrors };
  }
  if (loop.items.values.length === 0) return { result: emptyLoop(), ended: [], items: [], ignoresErrors };
  return await loopTurns(loop, placed, told);
}

/** A task's loop with its `loop_control`. */
interface Looping {
  readonly items: LoopItems;
  readonly names: LoopNames;
  /** Seconds between two items. */
  readonly pause: number;
}

/** The loop; a result where it cannot be had, or the condition does not hold anyway. */
function loopOf({ play, frame, task, templates }: Placed): Looping | undefined | Dict {
  try {
    const items = loopItems(task, templates, play.run.options.plugins);
    if (items === undefined) return undefined;
    return { items, names: loopNames(task.loopControl, templates), pause: numberOf(task.loopControl.pause, 0, templates) };
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    return unlessUnmet(failedResult(error), frame, templates);
  }
}

/** Where a loop cannot be had, the task is skipped if its condition does not hold anyway. */
export function unlessUnmet(failure: Dict, frame: Frame, templates: Templates): Dict {
  const unmet = unmetCondition(frame, templates);
  return unmet === undefined ? failure : skippedResult(unmet);
}

function unmetCondition(frame: Frame, templates: Templates): Value | undefined {
  try {
    return failedCondition(frame.keywords.when, templates);
  } catch (error) {
    if (error instanceof DroverError) return undefined;
    throw error;
  }
}

async function loopTurns(loop: Looping, placed: Placed, told: Pick<Turn, 'intend' | 'retried'>): Promise<Turns> {
  const { items, names } = loop;
  const { signal } = placed.play.run.options;
  const ended: Ended[] = [];
  const shownItems: ItemEnd[] = [];
  for (let index = 0; index < items.values.length; index++) {
    const { variables, plain, item } = turnAt(items, index, names);
    if (index > 0 && loop.pause > 0) await pause(loop.pause * 1000, signal);
    const done = await execute({ ...placed, ...told, variables, earlier: ended.at(-1)?.result });
    if (done.isAborted === true) {
      const { result, ignoresErrors } = done;
      return { result, ended: [...ended, done], items: shownItems, ignoresErrors };
    }
    nameItem(done.result, plain);
    ended.push(done);
    const label = labelOf(placed, variables, item, done.result);
    shownItems.push(itemEnd(label, done, isHidden(placed.frame, templatesFor({ ...placed, variables }, undefined))));
    if (signal?.aborted === true || breaks(placed, variables, done.result)) break;
  }
  const ignoresErrors = ended.every((each) => !saysFailed(each.result) || each.ignoresErrors);
  return { result: loopResult(ended.map((each) => each.result)), ended, items: shownItems, ignoresErrors };
}

/** An item's result says which item it is of. */
function nameItem(result: Dict, variables: ReadonlyMap<string, Value>): void {
  for (const [name, value] of variables) result.set(name, value);
}

/** `loop_control.break_when`: whether the item just done was the last one. */
function breaks({ play, frame, task }: Placed, variables: ReadonlyMap<string, Value>, result: Dict): boolean {
  const { breakWhen } = task.loopControl;
  if (breakWhen === undefined || breakWhen.length === 0) return false;
  return allHold(breakWhen, templatesFor({ play, frame, task, variables }, result));
}

/** What a person sees in place of an item; one whose label wants a variable that is undefined has failed (ansible-core 2.18). */
function labelOf(placed: Placed, variables: ReadonlyMap<string, Value>, item: Value, result: Dict): unknown {
  const { label } = placed.task.loopControl;
  if (label === undefined) return toPlain(item);
  try {
    return toPlain(templatesFor({ ...placed, variables }, result).keyword(label));
  } catch (error) {
    if (!(error instanceof DroverError) || error.code !== 'VARIABLE_UNDEFINED') throw error;
    result.set('failed', true).set('msg', `Failed to template loop_control.label: ${toldText(error)}`);
    return toPlain(item);
  }
}

function emptyLoop(): Dict {
  return new Map<Value, Value>([
    ['changed', false],
    ['skipped', true],
    ['skipped_reason', 'No items in the list'],
    ['results', []],
  ]);
}

/** The result of a loop as `register` keeps it (ansible-core 2.18, `TaskExecutor.run`). */
function loopResult(results: readonly Dict[]): Dict {
  const skipped = results.every(isSkipped);
  const result: Dict = new Map<Value, Value>([
    ['results', [...results]],
    ['skipped', skipped],
  ]);
  for (const each of results) {
    if (isChanged(each)) result.set('changed', true);
    if (saysFailed(each)) result.set('failed', true).set('msg', 'One or more items failed');
  }
  if (!saysFailed(result)) result.set('msg', skipped ? 'All items skipped' : 'All items completed');
  return result.has('changed') ? result : result.set('changed', false);
}
