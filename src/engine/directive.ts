import { DroverError } from '../core/errors.ts';
import type { ItemEnd, RunEvent, TaskName } from '../core/events.ts';
import { type Dict, type Value, Verbatim } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import type { Directive } from '../language/directives.ts';
import { isYes } from './bool.ts';
import { countResult } from './count-result.ts';
import { delegateHere } from './delegate.ts';
import { itemEnd, shown, taskNameOf } from './describe.ts';
import type { DirectiveTurn, Effect } from './directive-turn.ts';
import { templatesFor } from './execute.ts';
import { type Flow, next } from './flow.ts';
import { enter, type Frame } from './frame.ts';
import { runIncludes } from './include.ts';
import { includeVariables } from './include-vars.ts';
import { addHost, groupBy } from './join-groups.ts';
import { isFailed, isSkipped, judge } from './judge.ts';
import { loopItems, loopNames, turnAt } from './loop.ts';
import { runMeta } from './meta.ts';
import { templatesAt } from './place.ts';
import { failedResult, skippedResult } from './results.ts';
import type { PlayRun } from './run-state.ts';
import { setStats } from './set-stats.ts';
import type { Templates } from './templates.ts';
import { turnLabel } from './turn-label.ts';
import { unlessUnmet } from './turns.ts';
import { validateArguments } from './validate-arguments.ts';
import { failedCondition } from './when.ts';

const effects: Partial<Record<Directive, Effect>> = {
  include_vars: includeVariables,
  set_stats: setStats,
  group_by: groupBy,
  add_host: addHost,
  validate_argument_spec: validateArguments,
};

/** What an include itself comes to, its arguments rendered; what is in it is counted when it is known. */
const included: Effect = ({ task: { action }, templates }) => {
  if (action.freeForm !== undefined) templates.argument(action.freeForm);
  for (const [name, written] of action.args) if (name !== 'apply') templates.argument(written);
  return new Map<Value, Value>([['changed', false]]);
};

interface Done {
  readonly turn: DirectiveTurn;
  readonly result: Dict;
}

/** A directive's task at its place. */
interface Placed {
  readonly play: PlayRun;
  readonly frame: Frame;
  readonly task: Task;
  readonly templates: Templates;
  readonly name: TaskName;
}

/** Runs an action that the engine carries out itself. */
export async function* runDirective(
  play: PlayRun,
  outer: Frame,
  task: Task,
  directive: Directive,
): AsyncGenerator<RunEvent, Flow> {
  if (directive === 'meta') return yield* runMeta(play, outer, task);
  const frame = enter(outer, task.keywords);
  const templates = templatesAt(play, frame);
  const placed: Placed = { play, frame, task, templates, name: taskNameOf(play, frame, task, templates) };
  yield { event: 'task_start', ...placed.name };
  const started = Date.now();
  const done: Done[] = [];
  const failure = attempt(() => runTurns(placed, effects[directive] ?? included, done));
  const result = failure === undefined ? directiveResult(done, task.loop !== undefined) : unlessUnmet(failure, frame, templates);
  if (task.register !== undefined) play.run.setFacts.set(task.register, new Verbatim(result));
  const ignored = isFailed(result) && isIgnored(frame, templates);
  const end = directiveEnd(placed, result, ignored, done);
  const includes = directive === 'include_tasks' || directive === 'include_role';
  if (!includes || end.result !== 'ok') countResult(play, frame, end.result, result.get('changed') === true);
  yield { ...end, ms: Date.now() - started };
  if (isFailed(result) && !ignored) return { kind: 'failed', failure: { task, name: end.task, result } };
  return includes ? yield* runIncludes(running(done), outer, directive) : next;
}

function running(done: readonly Done[]): DirectiveTurn[] {
  return done.filter(({ result }) => !isSkipped(result) && !isFailed(result)).map(({ turn }) => turn);
}

function attempt<T extends Dict | undefined>(action: () => T): T | Dict {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    return failedResult(error);
  }
}

/** Runs the turns and adds them to `done`. */
function runTurns(placed: Placed, effect: Effect, done: Done[]): undefined {
  for (const turn of turnsOf(placed)) done.push({ turn, result: attempt(() => runTurn(turn, effect)) });
  return undefined;
}

function runTurn(turn: DirectiveTurn, effect: Effect): Dict {
  const unmet = failedCondition(turn.frame.keywords.when, turn.templates);
  if (unmet !== undefined) return skippedResult(unmet);
  delegateHere(turn.play, turn.frame, turn.templates, undefined);
  const result = effect(turn);
  const { play, frame, task, variables } = turn;
  if (effect !== included && (task.changedWhen !== undefined || task.failedWhen !== undefined))
    judge(result, task, templatesFor({ play, frame, task, variables }, result));
  return result;
}

function turnsOf({ play, frame, task, templates }: Placed): DirectiveTurn[] {
  const items = loopItems(task, templates, play.run.options.plugins);
  if (items === undefined) return [{ play, frame, task, templates, variables: new Map() }];
  const names = loopNames(task.loopControl, templates);
  return items.values.map((_, index) => {
    const { variables } = turnAt(items, index, names);
    return { play, frame, task, templates: templatesAt(play, frame, { loop: variables }), variables };
  });
}

function directiveResult(done: readonly Done[], looped: boolean): Dict {
  const results = done.map(({ result }) => result);
  const [only] = results;
  if (!looped && only !== undefined) return only;
  const result: Dict = new Map<Value, Value>([
    ['results', results],
    ['changed', results.some((each) => each.get('changed') === true)],
  ]);
  if (results.some(isFailed)) result.set('failed', true);
  if (results.every(isSkipped)) result.set('skipped', true);
  return result;
}

function isIgnored(frame: Frame, templates: Templates): boolean {
  const { ignoreErrors } = frame.keywords;
  return ignoreErrors !== undefined && isYes(templates.keyword(ignoreErrors));
}

type TaskEnd = Extract<RunEvent, { event: 'task_end' }>;

function directiveEnd({ play, frame, name }: Placed, result: Dict, ignored: boolean, done: readonly Done[]): TaskEnd {
  const changed = result.get('changed') === true;
  const failed = ignored ? 'ignored' : frame.rescuable ? 'rescued' : 'failed';
  const word = isFailed(result) ? failed : isSkipped(result) ? 'skipped' : changed ? 'changed' : 'ok';
  const { host } = play.run.options;
  return { event: 'task_end', ...name, host, result: word, ms: 0, ...shown(result, undefined, false), ...itemsOf(done) };
}

function itemsOf(done: readonly Done[]): { items?: readonly ItemEnd[] } {
  if (done.every(({ turn }) => turn.variables.size === 0)) return {};
  return { items: done.map(({ turn, result }) => itemEnd(turnLabel(turn), { result })) };
}
