import type { Change } from '../core/diff.ts';
import { DroverError } from '../core/errors.ts';
import type { ItemEnd, TaskName } from '../core/events.ts';
import { formatSpan } from '../core/span.ts';
import { toPlain } from '../core/value/convert.ts';
import { LazyDict } from '../core/value/mapping.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import { directiveOf } from '../language/directives.ts';
import { type Frame, roleOf } from './frame.ts';
import { isChanged, isFailed, isSkipped } from './judge.ts';
import type { Outcome } from './module/outcome.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

/** What a person sees in place of a result under `no_log`. */
export const hiddenText = '(hidden by no_log)';

/** A task as events name it; a name that cannot be rendered yet is shown as written. */
export function taskNameOf(play: PlayRun, frame: Frame, task: Task, templates: Templates): TaskName {
  const module = play.run.options.modules.get(task.action.name);
  const directive = directiveOf(task.action.name);
  return {
    play: play.name,
    role: roleOf(frame)?.name ?? null,
    task: shownName(task, templates),
    module: module?.name ?? (directive === undefined ? task.action.name : `ansible.builtin.${directive}`),
    span: formatSpan(task.span),
    ...(frame.isHandler ? { handler: true } : {}),
  };
}

/** The rendered name; for a task without one its action as written, of an `include_role` with the role. */
export function shownName(task: Task, templates: Templates): string {
  const name = renderedName(task, templates);
  if (name !== undefined) return name;
  const { action } = task;
  const role = directiveOf(action.name) === 'include_role' ? (action.args.get('name') ?? action.args.get('role')) : undefined;
  return role === undefined ? action.name : `${action.name} : ${text(role.value)}`;
}

/** Undefined for a task without a name; what is no text or empty is none (ansible-core 2.18). */
export function renderedName(task: Task, templates: Templates): string | undefined {
  if (task.name === undefined || typeof task.name.value !== 'string') return undefined;
  const name = rendered(task.name.value, templates);
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
}

function rendered(written: string, templates: Templates): Value {
  try {
    return templates.value(written);
  } catch (error) {
    if (error instanceof DroverError) return written;
    throw error;
  }
}

/** Fields of a result that events carry on their own, or that only the engine needs. */
const apart = new Set(['changed', 'failed', 'skipped', 'msg', 'diff', 'attempts', 'results', 'warnings']);

type Shown = Pick<ItemEnd, 'msg' | 'diff' | 'changes' | 'details'> & { predicted?: string | undefined };

/** What an event shows of a result. */
export function shown(result: Dict, outcome: Outcome | undefined, hidden: boolean): Shown {
  if (hidden) return { msg: isFailed(result) ? hiddenText : undefined };
  const msg = result.get('msg') ?? result.get('message');
  return {
    msg: typeof msg === 'string' && !result.has('results') ? msg : undefined,
    // As in Ansible: what `changed_when` calls unchanged shows no difference.
    diff: isChanged(result) ? filled(outcome?.diffs) : undefined,
    changes: filled(outcome?.changes.map(withSizes)),
    details: detailsOf(result, outcome),
    predicted: outcome?.predicted,
  };
}

/** Of a file's content its size: what a person wants to see of it is in the differences, where those were asked for. */
function withSizes({ path, before, after }: Change): Change {
  return { path, before: size(before), after: size(after) };
}

function size(value: unknown): unknown {
  return value instanceof Uint8Array ? `${value.byteLength} bytes` : value;
}

function filled<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function detailsOf(result: Dict, outcome: Outcome | undefined): Record<string, unknown> | undefined {
  const details: Record<string, unknown> = {};
  for (const [key, value] of result) {
    if (!apart.has(text(key)) && !isGathered(key, value, outcome)) details[text(key)] = toPlain(value);
  }
  const msg = result.get('msg');
  if (msg !== undefined && typeof msg !== 'string') details['msg'] = toPlain(msg);
  return Object.keys(details).length === 0 ? undefined : details;
}

/** Showing facts would gather every one of them; those of packages and services are thousands. What `set_fact` sets is shown. */
function isGathered(key: Value, value: Value, outcome: Outcome | undefined): boolean {
  return value instanceof LazyDict || (key === 'ansible_facts' && outcome !== undefined && outcome.variables === undefined);
}

/** One turn of a loop, as far as its task's event shows it. */
export interface ShownTurn {
  readonly result: Dict;
  readonly outcome?: Outcome | undefined;
  readonly attempts?: number | undefined;
}

/** One turn of a loop as the event of its task shows it. A failure is one, even where the task ignores it. */
export function itemEnd(label: unknown, { result, outcome, attempts }: ShownTurn, hidden: boolean): ItemEnd {
  const word = isFailed(result) ? 'failed' : isSkipped(result) ? 'skipped' : isChanged(result) ? 'changed' : 'ok';
  if (hidden) return { item: hiddenText, result: word, censored: true };
  const { predicted, ...rest } = shown(result, outcome, false);
  return { item: label, result: word, ...rest, msg: rest.msg ?? predicted, attempts };
}
