import { DroverError } from '../core/errors.ts';
import { text, truthy } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { Keywords, Located, Task } from '../language/ast.ts';
import { booleanOf } from './bool.ts';
import type { Frame } from './frame.ts';
import { notifications } from './handlers.ts';
import { isOmitted, type Templates } from './templates.ts';

type Kind = 'boolean' | 'whole number' | 'number' | 'text' | 'any';

/** A keyword of a task as its type wants it. */
interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly written: (keywords: Keywords, task: Task) => Located | readonly Located[] | undefined;
}

const inherited = (name: string, kind: Kind, key: keyof Omit<Keywords, 'vars'>): Field => ({
  name,
  kind,
  written: (keywords) => keywords[key],
});
const own = (name: string, kind: Kind, key: 'notify' | 'async' | 'delay' | 'poll' | 'retries'): Field => ({
  name,
  kind,
  written: (_, task) => task[key],
});

/** Keywords in the order in which they are made final (ansible-core 2.18, `Task.post_validate`). */
const fields: readonly Field[] = [
  inherited('delegate_to', 'text', 'delegateTo'),
  inherited('delegate_facts', 'boolean', 'delegateFacts'),
  own('notify', 'any', 'notify'),
  inherited('module_defaults', 'any', 'moduleDefaults'),
  inherited('environment', 'any', 'environment'),
  inherited('no_log', 'boolean', 'noLog'),
  inherited('run_once', 'boolean', 'runOnce'),
  inherited('ignore_errors', 'boolean', 'ignoreErrors'),
  inherited('ignore_unreachable', 'boolean', 'ignoreUnreachable'),
  inherited('check_mode', 'boolean', 'checkMode'),
  inherited('diff', 'boolean', 'diff'),
  inherited('any_errors_fatal', 'boolean', 'anyErrorsFatal'),
  inherited('timeout', 'whole number', 'timeout'),
  inherited('become', 'boolean', 'become'),
  inherited('become_user', 'text', 'becomeUser'),
  own('async', 'whole number', 'async'),
  own('delay', 'number', 'delay'),
  own('poll', 'whole number', 'poll'),
  own('retries', 'whole number', 'retries'),
];

/**
 * Renders every keyword of a task, whether or not anything will ask for it: one that cannot be rendered or is of the wrong
 * type fails the task before its module runs. `ignores` is told of `ignore_errors` as soon as that is known.
 */
export function finalise(
  { keywords, notify }: Frame,
  task: Task,
  templates: Templates,
  ignores: (final: boolean) => void,
): string[] {
  checkName(task, templates);
  for (const field of fields) {
    for (const value of finalValues(field, keywords, task, templates)) if (field.name === 'ignore_errors') ignores(truthy(value));
  }
  const names = task.notify ?? notify;
  const rendered = names === undefined ? null : templates.keyword(names);
  return isOmitted(rendered) ? [] : notifications(rendered);
}

/** A name may want a variable that is undefined. */
function checkName({ name }: Task, templates: Templates): void {
  try {
    if (name !== undefined) templates.keyword(name);
  } catch (error) {
    if (!(error instanceof DroverError) || error.code !== 'VARIABLE_UNDEFINED') throw error;
  }
}

function finalValues({ name, kind, written }: Field, keywords: Keywords, task: Task, templates: Templates): readonly Value[] {
  const given = written(keywords, task);
  if (given === undefined) return [];
  return ('span' in given ? [given] : given).map((each) => converted(name, kind, each, templates));
}

function converted(name: string, kind: Kind, written: Located, templates: Templates): Value {
  const value = templates.keyword(written);
  if (value === null || isOmitted(value) || kind === 'any' || kind === 'text') return value;
  if (kind === 'boolean') return booleanOf(name, value, written.span);
  const number = text(value).trim() === '' ? Number.NaN : Number(text(value));
  if (kind === 'number' ? Number.isFinite(number) : Number.isInteger(number)) return number;
  throw new DroverError('TASK_INVALID', `Cannot use this "${name}": '${text(value)}' is no ${kind}`, { span: written.span });
}
