import { DroverError } from '../core/errors.ts';
import type { AnyModule } from '../core/module.ts';
import { pause } from '../core/pause.ts';
import { text, truthy } from '../core/value/text.ts';
import { type Dict, type Value, Verbatim } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { isYes } from './bool.ts';
import { delegateAsWritten, delegateHere } from './delegate.ts';
import type { DirectiveTurn } from './directive-turn.ts';
import { effectNamed, runEffect } from './effects.ts';
import { finalise } from './finalise.ts';
import type { Frame } from './frame.ts';
import { includeResult } from './include-result.ts';
import { isFailed, judge, saysFailed } from './judge.ts';
import type { Outcome } from './module/outcome.ts';
import { numberOf } from './number-of.ts';
import { templatesAt } from './place.ts';
import { failedResult, lateResult, skippedResult } from './results.ts';
import type { PlayRun } from './run-state.ts';
import { runTaskModule } from './run-task-module.ts';
import type { Templates } from './templates.ts';
import { allHold, failedCondition } from './when.ts';

/** One turn of a task: its place, its keywords in effect and the variables of the turn. */
export interface Turn {
  readonly play: PlayRun;
  /** The frame with the task's own keywords. */
  readonly frame: Frame;
  readonly task: Task;
  readonly variables: ReadonlyMap<string, Value>;
  /** The result of the turn before, which `register` shows to this one. */
  readonly earlier?: Dict | undefined;
  /** Called before the first change, with the names that the task notifies. */
  readonly intend: (notify: readonly string[]) => void;
  /** Told of each try that did not satisfy `until`. */
  readonly retried: (attempt: number, left: number) => void;
}

/** A turn with its keywords made final. */
interface FinalTurn extends Turn {
  readonly beforeChange: (() => void) | undefined;
}

/** How one turn ended. */
export interface Ended {
  readonly result: Dict;
  readonly outcome: Outcome | undefined;
  readonly attempts: number | undefined;
  readonly delegated: string | undefined;
  /** The handlers it notifies where the task changed. */
  readonly notify: readonly string[];
  /** Whether `ignore_errors` holds for it. */
  readonly ignoresErrors: boolean;
  /** Takes back the variables that it set. */
  readonly restore?: () => void;
  /** Of an include: what to run. */
  readonly include?: DirectiveTurn | undefined;
  /** Whether a template or condition of the task failed, which ends its loop (ansible-core 2.18). */
  readonly isAborted?: boolean;
}

/** Runs a task once: condition, keywords, arguments, module, `until`, `changed_when`, `failed_when`. */
export async function execute(turn: Turn): Promise<Ended> {
  const templates = templatesFor(turn, turn.earlier);
  const { frame, task } = turn;
  let ignoresErrors = ignoresAsWritten(frame);
  const delegated = delegateAsWritten(frame, templates);
  try {
    const unmet = failedCondition(frame.keywords.when, templates);
    if (unmet !== undefined) return { ...ended(skippedResult(unmet)), delegated, ignoresErrors };
    const include = includeResult({ ...turn, templates });
    if (include !== undefined) return { ...ended(include), delegated, ignoresErrors, include: { ...turn, templates } };
    const notify = finalise(frame, task, templates, (final) => {
      ignoresErrors = final;
    });
    const beforeChange = notify.length === 0 ? undefined : () => turn.intend(notify);
    return { ...(await tries({ ...turn, beforeChange }, templates)), delegated, notify, ignoresErrors };
  } catch (error) {
    if (!(error instanceof DroverError) || error.code === 'INTERRUPTED') throw error;
    const { timeout } = frame.keywords;
    const isLate = error.code === 'COMMAND_LATE' && timeout !== undefined;
    if (isLate) return { ...ended(lateResult(task, numberOf(timeout, 0, templates))), delegated, ignoresErrors };
    const result = failedResult(error);
    const isIgnored = ignoresErrors || ignoresUnreachable(result, frame, templates);
    return { ...ended(result), delegated, ignoresErrors: isIgnored, isAborted: true };
  }
}

/** `ignore_errors` before it is rendered: any text holds (ansible-core 2.18). */
export function ignoresAsWritten({ keywords: { ignoreErrors } }: Frame): boolean {
  return ignoreErrors !== undefined && truthy(ignoreErrors.value);
}

/** A task for another machine counts as unreachable. */
function ignoresUnreachable(result: Dict, { keywords: { ignoreUnreachable } }: Frame, templates: Templates): boolean {
  return result.get('unreachable') === true && ignoreUnreachable !== undefined && isYes(templates.keyword(ignoreUnreachable));
}

function ended(result: Dict): Ended {
  return { result, outcome: undefined, attempts: undefined, delegated: undefined, notify: [], ignoresErrors: false };
}

/** Rendering with a result under the name it is registered as. */
export function templatesFor(
  { play, frame, task, variables }: Pick<Turn, 'play' | 'frame' | 'task' | 'variables'>,
  result: Dict | undefined,
): Templates {
  const registered =
    result === undefined || task.register === undefined ? undefined : new Map([[task.register, new Verbatim(result)]]);
  return templatesAt(play, frame, { loop: variables, result: registered });
}

/** Runs the module until `until` holds or the retries are used up (ansible-core 2.18, `TaskExecutor`). */
async function tries(turn: FinalTurn, templates: Templates): Promise<Ended> {
  const most = mostTries(turn.task, templates);
  if (most === 1) return await once(turn, templates);
  const delay = numberOf(turn.task.delay, 5, templates);
  for (let attempt = 1; ; attempt++) {
    const done = await once(turn, templates, attempt);
    if (isSatisfied(turn, done.result)) return { ...done, attempts: attempt };
    if (attempt === most) return givenUp(done, most - 1);
    turn.retried(attempt, most - attempt);
    const { signal } = turn.play.run.options;
    await pause((delay < 0 ? 1 : delay) * 1000, signal);
    // A run that is asked to stop tries no more.
    if (signal?.aborted === true) return givenUp(done, attempt);
  }
}

function mostTries({ retries, until }: Task, templates: Templates): number {
  if (retries === undefined) return until === undefined || until.length === 0 ? 1 : 4;
  return 1 + Math.max(0, numberOf(retries, 3, templates));
}

function isSatisfied(turn: Turn, result: Dict): boolean {
  const { until } = turn.task;
  return until === undefined || until.length === 0 ? !saysFailed(result) : allHold(until, templatesFor(turn, result));
}

function givenUp(done: Ended, attempts: number): Ended {
  done.result.set('attempts', attempts);
  done.result.set('failed', true);
  return { ...done, attempts };
}

/** @param attempt the number of this try, for tasks that have several: conditions may ask for it */
async function once(turn: FinalTurn, templates: Templates, attempt?: number): Promise<Ended> {
  const { play, frame, task } = turn;
  const name = text(templates.keyword({ value: task.action.name, span: task.action.span }));
  const action = effectNamed(name) ?? moduleNamed(name, turn);
  const isEffect = typeof action === 'function';
  const delegated = delegateHere(play, frame, templates, isEffect ? undefined : action);
  const outcome = isEffect ? runEffect(action, { ...turn, templates }) : await runTaskModule(action, name, turn, templates);
  if (outcome.unevaluated !== undefined) throw outcome.unevaluated;
  const { result } = outcome;
  if (!result.has('failed')) result.set('failed', outcome.failed);
  const restore = keptVariables(play, outcome);
  applyVariables(play, outcome, factsOwner(turn, templates, delegated));
  if (attempt !== undefined) result.set('attempts', attempt);
  if (task.changedWhen !== undefined || task.failedWhen !== undefined) {
    judge(result, task, templatesFor(turn, result));
    if (isFailed(result)) restore();
  }
  return { ...ended(result), outcome, restore };
}

function moduleNamed(name: string, { play, task }: Turn): AnyModule {
  const module = play.run.options.modules.get(name);
  if (module !== undefined) return module;
  throw new DroverError('MODULE_UNKNOWN', `Cannot run module "${name}": Drover has no such module`, { span: task.action.span });
}

/** Remembers what a turn is about to replace: a task that fails sets no variables. */
function keptVariables({ run }: PlayRun, outcome: Outcome): () => void {
  const target = targetOf(run, outcome);
  const before = [...(outcome.variables?.keys() ?? [])].map((name) => [text(name), target.get(text(name))] as const);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) target.delete(name);
      else target.set(name, value);
    }
  };
}

function targetOf(run: PlayRun['run'], { areIncluded = false }: Outcome): Map<string, Value> {
  return areIncluded ? run.includedVars : run.setFacts;
}

/** The other host that the facts of a task are of, with `delegate_facts`. */
function factsOwner({ play, frame }: Turn, templates: Templates, delegated: string | undefined): string | undefined {
  const { delegateFacts } = frame.keywords;
  if (delegated === undefined || delegated === play.run.options.host || delegateFacts === undefined) return undefined;
  return isYes(templates.keyword(delegateFacts)) ? delegated : undefined;
}

/** Facts and variables that a module set are there for the next turn already. */
function applyVariables({ run }: PlayRun, outcome: Outcome, other: string | undefined): void {
  const { failed, variables, cacheable, facts, result } = outcome;
  if (failed) return;
  if (other !== undefined) {
    const known = run.delegatedFacts.get(other) ?? new Map<string, Value>();
    for (const [name, value] of variables ?? []) known.set(text(name), value);
    run.delegatedFacts.set(other, known);
    return;
  }
  if (facts !== undefined) result.set('ansible_facts', run.facts.gather(facts));
  else if (variables === undefined) learn(run, result.get('ansible_facts'));
  for (const [name, value] of variables ?? []) targetOf(run, outcome).set(text(name), value);
  if (variables !== undefined && cacheable) run.facts.learn(variables);
}

function learn(run: PlayRun['run'], returned: Value | undefined): void {
  if (returned instanceof Map) run.facts.learn(returned);
}
