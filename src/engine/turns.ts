import { DroverError } from '../core/errors.ts';
import type { ItemEnd } from '../core/events.ts';
import { pause } from '../core/pause.ts';
import { toPlain } from '../core/value/convert.ts';
import type { Dict, Value } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { itemEnd } from './describe.ts';
import { type Ended, execute, type Turn, templatesFor } from './execute.ts';
import type { Frame } from './frame.ts';
import { isChanged, isFailed, isSkipped } from './judge.ts';
import { type LoopItems, loopItems, loopNames, turnAt } from './loop.ts';
import { numberOf } from './number-of.ts';
import { templatesAt } from './place.ts';
import { failedResult, skippedResult } from './results.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';
import { allHold, failedCondition } from './when.ts';

/** What a task's turns came to: one, or those of a loop. */
export interface Turns {
  readonly result: Dict;
  readonly ended: readonly Ended[];
  /** Undefined for a task without a loop. */
  readonly items: readonly ItemEnd[] | undefined;
}

/** A task at its place, with rendering as it is outside of its loop. */
interface Placed {
  readonly play: PlayRun;
  readonly frame: Frame;
  readonly task: Task;
  readonly templates: Templates;
}

/** Runs a task once, or once for each item of its loop. */
export async function allTurns(placed: Placed, told: Pick<Turn, 'beforeChange' | 'retried'>): Promise<Turns> {
  const items = itemsOf(placed);
  if (items instanceof Map) return { result: items, ended: [], items: undefined };
  if (items === undefined) {
    const ended = await execute({ ...placed, ...told, variables: new Map() });
    return { result: ended.result, ended: [ended], items: undefined };
  }
  return items.values.length === 0 ? { result: emptyLoop(), ended: [], items: [] } : await loopTurns(items, placed, told);
}

/** The loop's items; a result where the loop cannot be had, or the condition does not hold anyway. */
function itemsOf({ play, frame, task, templates }: Placed): LoopItems | undefined | Dict {
  try {
    return loopItems(task, templates, play.run.options.plugins);
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

async function loopTurns(items: LoopItems, placed: Placed, told: Pick<Turn, 'beforeChange' | 'retried'>): Promise<Turns> {
  const names = loopNames(placed.task.loopControl, placed.templates);
  const ended: Ended[] = [];
  const shownItems: ItemEnd[] = [];
  for (let index = 0; index < items.values.length; index++) {
    const { variables, plain, item } = turnAt(items, index, names);
    if (index > 0) await pauseBetween(placed);
    const done = await execute({ ...placed, ...told, variables, earlier: ended.at(-1)?.result });
    if (done.isAborted === true) return { result: done.result, ended: [...ended, done], items: shownItems };
    nameItem(done.result, plain);
    ended.push(done);
    shownItems.push(itemEnd(labelOf(placed, variables, item), done));
    if (placed.play.run.options.signal?.aborted === true || breaks(placed, variables, done.result)) break;
  }
  return { result: loopResult(ended.map((each) => each.result)), ended, items: shownItems };
}

/** An item's result says which item it is of. */
function nameItem(result: Dict, variables: ReadonlyMap<string, Value>): void {
  for (const [name, value] of variables) if (name !== 'ansible_loop') result.set(name, value);
  if (!result.has('failed')) result.set('failed', false);
}

/** `loop_control.pause`: seconds between two items. */
async function pauseBetween({ play, task, templates }: Placed): Promise<void> {
  const { pause: written } = task.loopControl;
  if (written !== undefined) await pause(numberOf(written, 0, templates) * 1000, play.run.options.signal);
}

/** `loop_control.break_when`: whether the item just done was the last one. */
function breaks({ play, frame, task }: Placed, variables: ReadonlyMap<string, Value>, result: Dict): boolean {
  const { breakWhen } = task.loopControl;
  if (breakWhen === undefined || breakWhen.length === 0) return false;
  return allHold(breakWhen, templatesFor({ play, frame, task, variables }, result));
}

function labelOf({ play, frame, task }: Placed, variables: ReadonlyMap<string, Value>, item: Value): unknown {
  const { label } = task.loopControl;
  return toPlain(label === undefined ? item : templatesAt(play, frame, { loop: variables }).keyword(label));
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
