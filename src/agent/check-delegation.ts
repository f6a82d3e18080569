import type { Report } from '../core/diagnostic.ts';
import { text } from '../core/value/text.ts';
import { isElsewhere, refusal } from '../engine/delegate.ts';
import { isForeseen } from '../engine/foreseen.ts';
import type { Located, Play, Playbook } from '../language/ast.ts';
import { modules } from '../modules/index.ts';
import { type PlacedTask, tasksOfPlay } from './tasks-of.ts';

/**
 * Finds the tasks that are delegated to another machine by its name as it is written. It is an error where no host of the play can
 * run them, else a warning, and the task fails on the others. A name that is a template is looked at when its task runs.
 * @param match which hosts a pattern names, of those that the playbook is checked for
 */
export function checkDelegation({ plays }: Playbook, match: (pattern: string) => readonly string[], report: Report): void {
  for (const play of plays) {
    const delegated = tasksOfPlay(play).filter((placed) => literal(delegateOf(placed)) !== undefined);
    const hosts = delegated.length === 0 ? [] : hostsOf(play, match);
    for (const placed of delegated) checkTask(placed, hosts, report);
  }
}

function hostsOf({ hosts: { value } }: Play, match: (pattern: string) => readonly string[]): readonly string[] {
  const pattern = Array.isArray(value) ? value.map(text).join(',') : text(value);
  return pattern.includes('{{') ? [] : match(pattern);
}

/** To whom a task is delegated by itself or by what is around it. */
function delegateOf({ task, inherited }: PlacedTask): Located | undefined {
  return task.keywords.delegateTo ?? inherited.delegateTo;
}

function checkTask(placed: PlacedTask, hosts: readonly string[], report: Report): void {
  const { task, foreseen, inherited } = placed;
  const delegateTo = delegateOf(placed);
  const ignoreUnreachable = task.keywords.ignoreUnreachable ?? inherited.ignoreUnreachable;
  const name = literal(delegateTo) ?? '';
  const without = hosts.filter((host) => isElsewhere(name, host, modules.get(task.action.name)));
  if (without.length === 0) return;
  const mayFail = isForeseen(task.keywords, foreseen) || (ignoreUnreachable !== undefined && ignoreUnreachable.value !== false);
  const severity = mayFail || without.length < hosts.length ? 'warning' : 'error';
  report({ severity, code: 'UNSUPPORTED', ...refusal(name), span: delegateTo?.span ?? task.span });
}

function literal(written: Located | undefined): string | undefined {
  const value = written?.value;
  return typeof value === 'string' && !value.includes('{{') ? value : undefined;
}
