import type { TaskContext } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import { toValue } from '../core/value/convert.ts';
import { text } from '../core/value/text.ts';
import { type Dict, type Value, Verbatim } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { taskArguments } from './arguments-of.ts';
import { isYes } from './bool.ts';
import type { Frame } from './frame.ts';
import { isFailed, judge } from './judge.ts';
import type { Outcome } from './module/outcome.ts';
import { needFile, templatesAt } from './place.ts';
import { runModule } from './run-module.ts';
import type { PlayRun } from './run-state.ts';
import { taskHost } from './task-host.ts';
import type { Templates } from './templates.ts';
import { failedCondition } from './when.ts';

/** One turn of a task: its place, its keywords in effect and the variables of the turn. */
export interface Turn {
  readonly play: PlayRun;
  /** The frame with the task's own keywords. */
  readonly frame: Frame;
  readonly task: Task;
  readonly variables: ReadonlyMap<string, Value>;
  /** Called before the first change. */
  readonly beforeChange: (() => void) | undefined;
  /** Told of each try that did not satisfy `until`. */
  readonly retried: (attempt: number, left: number) => void;
}

/** How one turn ended. */
export interface Ended {
  readonly result: Dict;
  readonly outcome: Outcome | undefined;
  readonly attempts: number | undefined;
  readonly delegated: string | undefined;
}

/** Runs a task once: condition, arguments, module, `until`, `changed_when`, `failed_when`. */
export async function execute(turn: Turn): Promise<Ended> {
  const templates = templatesFor(turn);
  try {
    const unmet = failedCondition(turn.frame.keywords.when, templates);
    if (unmet !== undefined) return ended(skippedResult(unmet));
    return await tries(turn, templates);
  } catch (error) {
    if (!(error instanceof DroverError) || error.code === 'INTERRUPTED') throw error;
    return ended(failedResult(error));
  }
}

function ended(result: Dict): Ended {
  return { result, outcome: undefined, attempts: undefined, delegated: undefined };
}

function templatesFor({ play, frame, task, variables }: Turn, result?: Dict): Templates {
  const registered =
    result === undefined || task.register === undefined ? undefined : new Map([[task.register, new Verbatim(result)]]);
  const direct = registered ?? (result === undefined ? undefined : new Map<string, Value>());
  return templatesAt(play, frame, { loop: variables, result: direct });
}

export function skippedResult(condition: Value): Dict {
  return new Map<Value, Value>([
    ['changed', false],
    ['skipped', true],
    ['skip_reason', 'Conditional result was False'],
    ['false_condition', condition],
  ]);
}

export function failedResult(error: DroverError): Dict {
  const place = error.span === undefined ? '' : ` (${error.span.file}:${error.span.line}:${error.span.column})`;
  const hint = error.hint === undefined ? '' : `; ${error.hint}`;
  const fields = toValue(error.result) as Dict;
  return new Map<Value, Value>([['changed', false], ['failed', true], ...fields, ['msg', `${error.message}${hint}${place}`]]);
}

/** Runs the module until `until` holds or the retries are used up (ansible-core 2.18, `TaskExecutor`). */
async function tries(turn: Turn, templates: Templates): Promise<Ended> {
  const { task } = turn;
  const number = (located: Task['retries'], fallback: number) =>
    located === undefined ? fallback : Number(text(templates.keyword(located)));
  const most = 1 + (task.retries === undefined ? (task.until === undefined ? 0 : 3) : Math.max(0, number(task.retries, 3)));
  const delay = number(task.delay, 5);
  for (let attempt = 1; ; attempt++) {
    const done = await once(turn, templates);
    if (most === 1) return done;
    const { result } = done;
    result.set('attempts', attempt);
    const seen = templatesFor(turn, result);
    const satisfied = task.until === undefined ? !isFailed(result) : failedCondition(task.until, seen) === undefined;
    if (satisfied) return { ...done, attempts: attempt };
    if (attempt === most) {
      result.set('attempts', most - 1);
      result.set('failed', true);
      return { ...done, attempts: most - 1 };
    }
    turn.retried(attempt, most - attempt);
    await pause((delay < 0 ? 1 : delay) * 1000, turn.play.run.options.signal);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function once(turn: Turn, templates: Templates): Promise<Ended> {
  const { play, task } = turn;
  const { modules } = play.run.options;
  const module = modules.get(task.action.name);
  if (module === undefined) {
    throw new DroverError('MODULE_UNKNOWN', `Cannot run module "${task.action.name}": Drover has no such module`, {
      span: task.action.span,
    });
  }
  const delegated = delegateHere(play, turn.frame, templates, module.kind === 'action' && module.effect === 'none');
  const args = taskArguments(turn, templates, module);
  const outcome = await runModule(module, args, callFor(turn, templates));
  const { result } = outcome;
  if (!result.has('failed')) result.set('failed', outcome.failed);
  applyVariables(play, outcome);
  if (task.changedWhen !== undefined || task.failedWhen !== undefined) judge(result, task, templatesFor(turn, result));
  return { result, outcome, attempts: undefined, delegated };
}

/** Facts and variables that a module set are there for the next turn already. */
function applyVariables({ run }: PlayRun, outcome: Outcome): void {
  if (outcome.failed) return;
  for (const [name, value] of outcome.variables ?? []) {
    run.setFacts.set(text(name), value);
    if (outcome.cacheable) run.cachedFacts.set(text(name), value);
  }
  if (outcome.facts !== undefined) run.gathered = () => true;
}

/** This machine is the only one: what is delegated elsewhere may touch none. */
export function delegateHere(play: PlayRun, frame: Frame, templates: Templates, touchesNothing: boolean): string | undefined {
  const written = frame.keywords.delegateTo;
  if (written === undefined) return undefined;
  const name = text(templates.keyword(written));
  const here = [play.run.options.host, 'localhost', '127.0.0.1', '::1', ''];
  if (here.includes(name) || touchesNothing) return name === '' ? undefined : name;
  const hint = 'a run configures its own machine only; dispatch a role to that host instead';
  throw new DroverError('UNSUPPORTED', `Cannot delegate this task to "${name}": it is another machine`, {
    span: written.span,
    hint,
  });
}

function callFor(turn: Turn, templates: Templates): Parameters<typeof runModule>[2] {
  const { play, frame } = turn;
  const { options } = play.run;
  const { keywords } = frame;
  const keyword = (located: typeof keywords.checkMode, fallback: boolean) =>
    located === undefined ? fallback : isYes(templates.keyword(located));
  const check = keyword(keywords.checkMode, options.check);
  const diff = keyword(keywords.diff, options.diff) && !isHidden(turn.frame, templates);
  const become =
    keyword(keywords.become, false) && keywords.becomeUser !== undefined ? text(templates.keyword(keywords.becomeUser)) : 'root';
  const settings = {
    user: become === 'root' || become === '' ? undefined : become,
    environment: environmentOf(turn, templates),
    timeout: keywords.timeout === undefined ? undefined : Number(text(templates.keyword(keywords.timeout))) * 1000 || undefined,
    beforeChange: check ? undefined : turn.beforeChange,
  };
  const { register, until, changedWhen, failedWhen } = turn.task;
  const isRead = [register, until, changedWhen, failedWhen].some((reader) => reader !== undefined);
  const wanted = { diff, details: options.details || isRead, context: contextFor(turn, templates) };
  if (check) return { mode: 'check', host: taskHost(options.machine.predicted(), settings), ...wanted };
  return { mode: 'apply', host: taskHost(options.machine.real, settings), ...wanted };
}

/** Whether `no_log` holds here. */
export function isHidden({ keywords }: Frame, templates: Templates): boolean {
  return keywords.noLog !== undefined && isYes(templates.keyword(keywords.noLog));
}

function environmentOf({ frame }: Turn, templates: Templates): Record<string, string> | undefined {
  const written = frame.keywords.environment;
  if (written === undefined) return undefined;
  const environment: Record<string, string> = {};
  for (const each of written) {
    const value = templates.keyword(each);
    if (!(value instanceof Map)) continue;
    for (const [name, entry] of value) environment[text(name)] = text(entry);
  }
  return environment;
}

function contextFor({ play, frame }: Turn, templates: Templates): TaskContext {
  return {
    controller: play.run.options.controller,
    variable: (name) => {
      const stored = templates.scope.get(name);
      return stored === undefined ? undefined : templates.value(stored);
    },
    find: (src, folder) => needFile(play, frame, src, folder),
    render: (path, source, options) => templates.render(path, source, options),
    evaluate: (expression) => templates.evaluate(expression),
    condition: (expression) => templates.holds(expression),
  };
}
