import type { TaskContext } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { Located, Task } from '../language/ast.ts';
import { booleanOf, isYes } from './bool.ts';
import type { Frame } from './frame.ts';
import type { Call } from './module/call.ts';
import { needFile } from './place.ts';
import type { PlayRun } from './run-state.ts';
import { taskHost } from './task-host.ts';
import { isOmitted, type Templates } from './templates.ts';

/** What a module's call is made of: a task where it stands. */
export interface Place {
  readonly play: PlayRun;
  readonly frame: Frame;
  readonly task: Task;
  readonly beforeChange: (() => void) | undefined;
  /** Milliseconds a command may take, in place of the task's `timeout`. */
  readonly limit?: number | undefined;
}

/** What a task's keywords make of a module's call: the mode, the host as its user sees it, and the context. */
export function taskCall({ play, frame, task, beforeChange, limit }: Place, templates: Templates): Call {
  const { options } = play.run;
  const { keywords } = frame;
  const check = strictFlag('check_mode', keywords.checkMode, options.check, templates);
  const diff = strictFlag('diff', keywords.diff, options.diff, templates) && !isHidden(frame, templates);
  const settings = {
    user: isYes(connection('ansible_become', keywords.become, templates))
      ? otherUser(connection('ansible_become_user', keywords.becomeUser, templates))
      : undefined,
    environment: environmentOf(frame, templates),
    timeout: limit ?? timeLimit(keywords.timeout, templates),
    beforeChange: check ? undefined : beforeChange,
  };
  const wanted = { diff, details: options.details || isRead(task), context: contextFor(play, frame, templates) };
  if (check) return { mode: 'check', host: taskHost(options.machine.predicted(), settings), ...wanted };
  return { mode: 'apply', host: taskHost(options.machine.real, settings), ...wanted };
}

/** One that is left out by `omit` is as if it were not there. */
function strictFlag(name: string, located: Located | undefined, fallback: boolean, templates: Templates): boolean {
  if (located === undefined) return fallback;
  const value = templates.keyword(located);
  return value === null || isOmitted(value) ? fallback : booleanOf(name, value, located.span);
}

/** A connection's variable, which beats the keyword (ansible-core 2.18, `PlayContext.set_task_and_variable_override`). */
function connection(variable: string, keyword: Located | undefined, templates: Templates): Value | undefined {
  const stored = templates.scope.get(variable);
  if (stored !== undefined) return templates.value(stored);
  return keyword === undefined ? undefined : templates.keyword(keyword);
}

function timeLimit(written: Located | undefined, templates: Templates): number | undefined {
  const seconds = written === undefined ? 0 : Number(text(templates.keyword(written)));
  return seconds > 0 ? seconds * 1000 : undefined;
}

/** Whether the task itself reads what its module returns. */
function isRead({ register, until, changedWhen, failedWhen }: Task): boolean {
  return [register, until, changedWhen, failedWhen].some((reader) => reader !== undefined);
}

/** Whether `no_log` holds here; where it cannot be rendered, all is hidden. */
export function isHidden({ keywords: { noLog } }: Frame, templates: Templates): boolean {
  if (noLog === undefined) return false;
  try {
    return booleanOf('no_log', templates.keyword(noLog), noLog.span);
  } catch (error) {
    if (error instanceof DroverError) return true;
    throw error;
  }
}

/** The agent is root already. */
function otherUser(given: Value | undefined): string | undefined {
  const user = given === undefined ? 'root' : text(given);
  return user === 'root' || user === '' ? undefined : user;
}

function environmentOf({ keywords }: Frame, templates: Templates): Record<string, string> | undefined {
  if (keywords.environment === undefined) return undefined;
  const environment: Record<string, string> = {};
  for (const each of keywords.environment) {
    const value = templates.keyword(each);
    if (!(value instanceof Map)) continue;
    for (const [name, entry] of value) environment[text(name)] = text(entry);
  }
  return environment;
}

function contextFor(play: PlayRun, frame: Frame, templates: Templates): TaskContext {
  return {
    controller: play.run.options.controller,
    jobs: play.run.jobs,
    settings: play.run.options.settings,
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
