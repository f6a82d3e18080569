import { DroverError } from '../core/errors.ts';
import type { ItemEnd, TaskName } from '../core/events.ts';
import { formatSpan } from '../core/span.ts';
import { toPlain } from '../core/value/convert.ts';
import { text } from '../core/value/text.ts';
import type { Dict } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { directiveOf } from '../language/directives.ts';
import type { Ended } from './execute.ts';
import { type Frame, roleOf } from './frame.ts';
import { isChanged, isFailed, isSkipped } from './judge.ts';
import type { Outcome } from './module/outcome.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

/** What a person sees in place of a result under `no_log`. */
export const hiddenText = '(hidden by no_log)';

/** A task as events name it; a name that cannot be rendered yet is shown as written. */
export function taskNameOf(play: PlayRun, frame: Frame, task: Task, templates: Templates, handler: boolean): TaskName {
  const module = play.run.options.modules.get(task.action.name);
  const directive = directiveOf(task.action.name);
  return {
    play: play.name,
    role: roleOf(frame)?.name ?? null,
    task: renderedName(task, templates) ?? task.action.name,
    module: module?.name ?? (directive === undefined ? task.action.name : `ansible.builtin.${directive}`),
    span: formatSpan(task.span),
    ...(handler ? { handler } : {}),
  };
}

export function renderedName(task: Task, templates: Templates): string | undefined {
  if (task.name === undefined || task.name.value === null) return undefined;
  try {
    return text(templates.value(task.name.value)).trim();
  } catch (error) {
    if (error instanceof DroverError) return text(task.name.value);
    throw error;
  }
}

/** Fields of a result that events carry on their own, or that only the engine needs. */
const apart = new Set(['changed', 'failed', 'skipped', 'msg', 'diff', 'attempts', 'results', 'warnings']);

/** What an event shows of a result. */
export function shown(
  result: Dict,
  outcome: Outcome | undefined,
  hidden: boolean,
): Pick<ItemEnd, 'msg' | 'diff' | 'changes' | 'details'> & { predicted?: string | undefined } {
  if (hidden) return { msg: isFailed(result) ? hiddenText : undefined };
  const details: Record<string, unknown> = {};
  for (const [key, value] of result) if (!apart.has(text(key))) details[text(key)] = toPlain(value);
  const msg = result.get('msg');
  if (msg !== undefined && typeof msg !== 'string') details['msg'] = toPlain(msg);
  return {
    msg: typeof msg === 'string' && !result.has('results') ? msg : undefined,
    diff: outcome === undefined || outcome.diffs.length === 0 ? undefined : outcome.diffs,
    changes: outcome === undefined || outcome.changes.length === 0 ? undefined : outcome.changes,
    details: Object.keys(details).length === 0 ? undefined : details,
    predicted: outcome?.predicted,
  };
}

/** One turn of a loop as the event of its task shows it. */
export function itemEnd(label: unknown, { result, outcome, attempts }: Ended, ignoring: boolean): ItemEnd {
  const failed = ignoring ? 'ignored' : 'failed';
  const word = isFailed(result) ? failed : isSkipped(result) ? 'skipped' : isChanged(result) ? 'changed' : 'ok';
  const { predicted, ...rest } = shown(result, outcome, false);
  return { item: label, result: word, ...rest, msg: rest.msg ?? predicted, attempts };
}
