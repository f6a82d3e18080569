import { DroverError } from '../core/errors.ts';
import type { ItemEnd, RunEvent, TaskName } from '../core/events.ts';
import { toPlain } from '../core/value/convert.ts';
import { text } from '../core/value/text.ts';
import { type Dict, type Value, Verbatim } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import type { Directive } from '../language/directives.ts';
import { isYes } from './bool.ts';
import { itemEnd, shown, taskNameOf } from './describe.ts';
import { delegateHere, failedResult, skippedResult } from './execute.ts';
import { type Flow, next } from './flow.ts';
import { enter, type Frame } from './frame.ts';
import { runIncludes } from './include.ts';
import { includeVariables } from './include-vars.ts';
import { isFailed, isSkipped } from './judge.ts';
import { loopItems, loopNames, turnAt } from './loop.ts';
import { runMeta } from './meta.ts';
import { templatesAt } from './place.ts';
import { count } from './recap.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';
import { failedCondition } from './when.ts';

/** One turn of a directive: its rendered view and the variables of the loop. */
export interface DirectiveTurn {
  readonly play: PlayRun;
  readonly frame: Frame;
  readonly task: Task;
  readonly templates: Templates;
  readonly variables: ReadonlyMap<string, Value>;
}

/** What a directive's turn came to; what is to run then is an include's business. */
type Effect = (turn: DirectiveTurn) => Dict;

const effects: Partial<Record<Directive, Effect>> = {
  include_vars: includeVariables,
  set_stats: setStats,
  group_by: groupBy,
  add_host: addHost,
};

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
  const name = taskNameOf(play, frame, task, templates, false);
  yield { event: 'task_start', ...name };
  const started = performance.now();
  const turns: { turn: DirectiveTurn; result: Dict }[] = [];
  const effect = effects[directive] ?? (() => new Map<Value, Value>([['changed', false]]));
  const total = attempt(() => {
    for (const turn of turnsOf(play, frame, task, templates)) turns.push({ turn, result: attempt(() => runTurn(turn, effect)) });
    return undefined;
  });
  const result =
    total ??
    directiveResult(
      turns.map((each) => each.result),
      task.loop !== undefined,
    );
  if (task.register !== undefined) play.run.setFacts.set(task.register, new Verbatim(result));
  yield* report(play, frame, name, result, turns, templates, performance.now() - started);
  if (isFailed(result) && !isIgnored(frame, templates)) return { kind: 'failed', failure: { task, name: name.task, result } };
  if (directive !== 'include_tasks' && directive !== 'include_role') return next;
  const running = turns.filter((each) => !isSkipped(each.result) && !isFailed(each.result));
  return yield* runIncludes(
    running.map((each) => each.turn),
    outer,
    directive,
  );
}

function attempt<T extends Dict | undefined>(action: () => T): T | Dict {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    return failedResult(error);
  }
}

function runTurn(turn: DirectiveTurn, effect: Effect): Dict {
  const unmet = failedCondition(turn.frame.keywords.when, turn.templates);
  if (unmet !== undefined) return skippedResult(unmet);
  delegateHere(turn.play, turn.frame, turn.templates, true);
  return effect(turn);
}

function turnsOf(play: PlayRun, frame: Frame, task: Task, templates: Templates): DirectiveTurn[] {
  const items = loopItems(task, templates, play.run.options.plugins);
  if (items === undefined) return [{ play, frame, task, templates, variables: new Map() }];
  const names = loopNames(task.loopControl, templates);
  return items.map((_, index) => {
    const { variables } = turnAt(items, index, names);
    return { play, frame, task, templates: templatesAt(play, frame, { loop: variables }), variables };
  });
}

function directiveResult(results: readonly Dict[], looped: boolean): Dict {
  const [only] = results;
  if (!looped && only !== undefined) return only;
  const result: Dict = new Map<Value, Value>([
    ['results', [...results]],
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

function* report(
  play: PlayRun,
  frame: Frame,
  name: TaskName,
  result: Dict,
  turns: readonly { turn: DirectiveTurn; result: Dict }[],
  templates: Templates,
  ms: number,
): Generator<RunEvent, void> {
  const failed = isIgnored(frame, templates) ? 'ignored' : frame.rescuable ? 'rescued' : 'failed';
  const changed = result.get('changed') === true;
  const word = isFailed(result) ? failed : isSkipped(result) ? 'skipped' : changed ? 'changed' : 'ok';
  count(play.run.recap, word, changed);
  yield {
    event: 'task_end',
    ...name,
    host: play.run.options.host,
    result: word,
    ms: Math.round(ms),
    ...shown(result, undefined, false),
    ...itemsOf(turns),
  };
}

function itemsOf(turns: readonly { turn: DirectiveTurn; result: Dict }[]): { items?: readonly ItemEnd[] } {
  if (turns.every(({ turn }) => turn.variables.size === 0)) return {};
  const label = ({ variables }: DirectiveTurn) => toPlain(variables.get(text(variables.get('ansible_loop_var') ?? '')) ?? null);
  return {
    items: turns.map(({ turn, result }) =>
      itemEnd(label(turn), { result, outcome: undefined, attempts: undefined, delegated: undefined }, false),
    ),
  };
}

/** `set_stats`: data for the end of the run. */
function setStats({ play, task, templates }: DirectiveTurn): Dict {
  const argument = (name: string) => {
    const written = task.action.args.get(name);
    return written === undefined ? undefined : templates.argument(written);
  };
  const data = argument('data');
  const { stats } = play.run;
  const aggregate = argument('aggregate');
  if (data instanceof Map) {
    for (const [name, value] of data)
      stats.set(text(name), combined(stats.get(text(name)), value, aggregate === undefined || isYes(aggregate)));
  }
  return new Map<Value, Value>([['changed', false]]);
}

/** Numbers add up, lists and dicts join, anything else is replaced. */
function combined(before: Value | undefined, value: Value, aggregate: boolean): Value {
  if (!aggregate || before === undefined) return value;
  if (typeof before === 'number' && typeof value === 'number') return before + value;
  if (Array.isArray(before) && Array.isArray(value)) return [...before, ...value];
  return before instanceof Map && value instanceof Map ? new Map([...before, ...value]) : value;
}

function groupBy({ play, task, templates }: DirectiveTurn): Dict {
  const key = task.action.args.get('key');
  if (key === undefined)
    throw new DroverError('MODULE_ARGS', 'Cannot run group_by: argument "key" is missing', { span: task.action.span });
  const name = text(templates.argument(key)).replaceAll(' ', '-');
  const changed = !play.run.addedGroups.has(name) && !play.run.options.inventory.groupNames(play.run.options.host).includes(name);
  play.run.addedGroups.add(name);
  return new Map<Value, Value>([
    ['changed', changed],
    ['add_group', name],
  ]);
}

/** A run is one host: another one is remembered by name only, this host may join groups. */
function addHost({ play, task, templates }: DirectiveTurn): Dict {
  const argument = (...names: string[]) => {
    const written = names.map((name) => task.action.args.get(name)).find((each) => each !== undefined);
    return written === undefined ? undefined : templates.argument(written);
  };
  const name = argument('name', 'hostname', 'host');
  if (name === undefined)
    throw new DroverError('MODULE_ARGS', 'Cannot run add_host: argument "name" is missing', { span: task.action.span });
  const groups = argument('groups', 'group', 'groupname');
  const list = Array.isArray(groups) ? groups.map(text) : text(groups ?? '').split(',');
  if (text(name) === play.run.options.host)
    for (const group of list) if (group.trim() !== '') play.run.addedGroups.add(group.trim());
  return new Map<Value, Value>([['changed', true]]);
}
