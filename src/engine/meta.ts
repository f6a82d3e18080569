import { DroverError } from '../core/errors.ts';
import type { RunEvent } from '../core/events.ts';
import { didYouMean } from '../core/suggest.ts';
import { text } from '../core/value/text.ts';
import type { Task } from '../language/ast.ts';
import { taskNameOf } from './describe.ts';
import { type Flow, next } from './flow.ts';
import { enter, type Frame } from './frame.ts';
import { templatesAt } from './place.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';
import { failedCondition } from './when.ts';

type Effect = (play: PlayRun) => Flow | AsyncGenerator<RunEvent, Flow>;

const end =
  (unit: 'role' | 'play' | 'host' | 'batch'): Effect =>
  () => ({ kind: 'end', unit });
const nothing: Effect = () => next;

/** What `meta` may say (ansible-core 2.18); a run is one host without a connection. */
const effects: Readonly<Record<string, Effect>> = {
  noop: nothing,
  refresh_inventory: nothing,
  reset_connection: nothing,
  clear_host_errors: ({ run }) => {
    run.clearings += 1;
    return next;
  },
  clear_facts: ({ run }) => {
    run.facts.clear();
    return next;
  },
  flush_handlers: (play) => play.interpreter.flushHandlers(play),
  end_host: end('host'),
  end_play: end('play'),
  end_batch: end('batch'),
  end_role: end('role'),
};
/** These take no notice of `when`. */
const unconditional = new Set(['noop', 'refresh_inventory', 'reset_connection']);

/** Why a meta action cannot be run, as a message and a hint; undefined where it can. */
export function metaProblem(action: string): { message: string; hint: string | undefined } | undefined {
  if (Object.hasOwn(effects, action)) return undefined;
  const names = Object.keys(effects);
  return {
    message: `Cannot run meta action "${action}": there is none of that name`,
    hint: didYouMean(action, names) ?? `there are ${names.join(', ')}`,
  };
}

/** Runs a `meta` task. It is not counted, and has a result only where its condition does not hold. */
export async function* runMeta(play: PlayRun, outer: Frame, task: Task): AsyncGenerator<RunEvent, Flow> {
  const frame = enter(outer, task.keywords);
  const templates = templatesAt(play, frame);
  const name = taskNameOf(play, frame, task, templates);
  yield { event: 'task_start', ...name };
  const action = task.action.freeForm === undefined ? '' : text(templates.keyword(task.action.freeForm));
  const effect = effectOf(action, task);
  if (!unconditional.has(action) && !isDue(frame, templates)) {
    yield { event: 'task_end', ...name, host: play.run.options.host, result: 'skipped', ms: 0 };
    return next;
  }
  const flow = effect(play);
  return 'kind' in flow ? flow : yield* flow;
}

function isDue(frame: Frame, templates: Templates): boolean {
  return failedCondition(frame.keywords.when, templates) === undefined;
}

function effectOf(action: string, task: Task): Effect {
  const effect = Object.hasOwn(effects, action) ? effects[action] : undefined;
  if (effect !== undefined) return effect;
  const { message = '', hint } = metaProblem(action) ?? {};
  throw new DroverError('TASK_INVALID', message, { span: task.action.freeForm?.span ?? task.action.span, hint });
}
