import { DroverError } from '../core/errors.ts';
import { toValue } from '../core/value/convert.ts';
import type { Dict, Value } from '../core/value/types.ts';
import type { Located, Task } from '../language/ast.ts';
import type { Frame } from './frame.ts';
import type { Templates } from './templates.ts';

/** The defaults of the keywords that a failed task does not write (ansible-core 2.18). */
const absent = {
  ...{ delegate_to: null, delegate_facts: null, notify: null, collections: [], tags: [], when: [], name: '' },
  ...{ connection: 'local', port: null, remote_user: null, vars: {}, module_defaults: [], environment: [], no_log: false },
  ...{ run_once: null, ignore_errors: null, ignore_unreachable: null, check_mode: false, diff: false },
  ...{ any_errors_fatal: false, throttle: 0, timeout: 0, debugger: null, become: false, become_method: 'sudo' },
  ...{ become_user: null, become_flags: null, become_exe: null, args: {}, action: '', async_val: 0, async: 0 },
  ...{ changed_when: [], delay: 5, failed_when: [], loop: null, loop_control: {}, poll: 15, register: null },
  ...{ retries: null, until: [], loop_with: null },
};

/**
 * `ansible_failed_task`: every keyword of a task, rendered where the task has no loop and it can be; conditions are as they are
 * written.
 */
export function failedTask({ keywords, notify }: Frame, task: Task, templates: Templates): Dict {
  const rendered = (written: Located): Value => (task.loop === undefined ? asFarAsItGoes(written, templates) : written.value);
  const { when, tags, environment, moduleDefaults, collections, ...single } = keywords;
  const { vars } = task.keywords;
  const args = new Map<Value, Value>([...task.action.args].map(([name, each]) => [name, rendered(each)]));
  if (task.action.freeForm !== undefined) args.set('_raw_params', rendered(task.action.freeForm));
  const names = rendered(task.notify ?? notify ?? { value: null, span: task.span });
  const described: Record<string, Value | undefined> = {
    ...Object.fromEntries(Object.entries(single).map(([name, written]) => [snake(name), rendered(written as Located)])),
    name: task.name === undefined ? undefined : asFarAsItGoes(task.name, templates),
    notify: names === null || Array.isArray(names) ? names : [names],
    action: task.action.name,
    args,
    vars: vars === undefined ? undefined : new Map(vars),
    tags: listed(tags, rendered),
    environment: listed(environment, rendered),
    module_defaults: listed(moduleDefaults, rendered),
    collections: listed(collections, rendered),
    when: listed(when),
    until: listed(task.until),
    changed_when: listed(task.changedWhen),
    failed_when: listed(task.failedWhen),
    loop: task.loop?.items.value,
    loop_with: task.loop?.lookup,
    register: task.register,
    ...Object.fromEntries(
      (['async', 'delay', 'poll', 'retries'] as const).map((name) => [
        name,
        task[name] === undefined ? undefined : rendered(task[name]),
      ]),
    ),
  };
  const all = toValue(absent) as Dict;
  for (const [name, value] of Object.entries(described)) if (value !== undefined) all.set(name, value);
  return all;
}

function asFarAsItGoes(written: Located, templates: Templates): Value {
  try {
    return templates.keyword(written);
  } catch (error) {
    if (error instanceof DroverError) return written.value;
    throw error;
  }
}

function listed(
  written: readonly Located[] | undefined,
  rendered: (each: Located) => Value = ({ value }) => value,
): Value | undefined {
  return written?.map(rendered);
}

/** `delegateTo` as it is written in a task. */
function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
