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
import { failedCondition } from './when.ts';

type Effect = (play: PlayRun) => AsyncGenerator<RunEvent, Flow>;

const end = (unit: 'role' | 'play' | 'host' | 'batch'): Effect =>
  async function* () {
    return { kind: 'end', unit };
  };
const nothing: Effect = async function* () {
  return next;
};

/** What `meta` may say (ansible-core 2.18); a run is one host without a connection. */
const effects: Readonly<Record<string, Effect>> = {
  noop: nothing,
  refresh_inventory: nothing,
  reset_connection: nothing,
  clear_host_errors: nothing,
  clear_facts: async function* ({ run }) {
    run.gathered = undefined;
    run.cachedFacts.clear();
    return next;
  },
  flush_handlers: (play) => play.interpreter.flushHandlers(play),
  end_host: end('host'),
  end_play: end('play'),
  end_batch: end('batch'),
  end_role: end('role'),
};

export const metaActions: readonly string[] = Object.keys(effects);

/** Runs a `meta` task; it has no result and is not counted. */
export async function* runMeta(play: PlayRun, outer: Frame, task: Task): AsyncGenerator<RunEvent, Flow> {
  const frame = enter(outer, task.keywords);
  const templates = templatesAt(play, frame);
  yield { event: 'task_start', ...taskNameOf(play, frame, task, templates, false) };
  const action = task.action.freeForm === undefined ? '' : text(templates.keyword(task.action.freeForm));
  const effect = Object.hasOwn(effects, action) ? effects[action] : undefined;
  if (effect === undefined) {
    const span = task.action.freeForm?.span ?? task.action.span;
    throw new DroverError('TASK_INVALID', `Cannot run meta action "${action}": there is none of that name`, {
      span,
      hint: didYouMean(action, metaActions),
    });
  }
  if (failedCondition(frame.keywords.when, templates) !== undefined) return next;
  return yield* effect(play);
}
