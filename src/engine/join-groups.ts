import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { argumentOf, type DirectiveTurn } from './directive-turn.ts';
import type { Run } from './run-state.ts';

/** Runs `group_by`: this host joins the group for the rest of the run. */
export function groupBy(turn: DirectiveTurn): Dict {
  const key = argumentOf(turn, 'key');
  if (key === undefined) throw missing('group_by', 'key', turn);
  const { run } = turn.play;
  const name = text(key).replaceAll(' ', '-');
  const changed = !run.addedGroups.has(name) && !run.options.inventory.groupNames(run.options.host).includes(name);
  run.addedGroups.add(name);
  return new Map<Value, Value>([
    ['changed', changed],
    ['add_group', name],
  ]);
}

/** Runs `add_host`. A run is one host: another one is left out, this host joins the groups. */
export function addHost(turn: DirectiveTurn): Dict {
  const name = argumentOf(turn, 'name', 'hostname', 'host');
  if (name === undefined) throw missing('add_host', 'name', turn);
  const { run } = turn.play;
  const groups = argumentOf(turn, 'groups', 'group', 'groupname');
  const names = Array.isArray(groups) ? groups.map(text) : text(groups ?? '').split(',');
  if (text(name) === run.options.host) for (const group of names) if (group.trim() !== '') run.addedGroups.add(group.trim());
  return new Map<Value, Value>([['changed', true]]);
}

function missing(action: string, argument: string, { task }: DirectiveTurn): DroverError {
  return new DroverError('MODULE_ARGS', `Cannot run ${action}: argument "${argument}" is missing`, { span: task.action.span });
}

/**
 * Whether a play's hosts pattern names this host, groups it joined during the run included: in the pattern such a group
 * stands for this host.
 */
export function isMatched({ options, addedGroups }: Run, pattern: string): boolean {
  const { host, inventory } = options;
  const terms =
    addedGroups.size === 0
      ? pattern
      : pattern
          .split(/[:,]/)
          .map((term) => resolved(term, host, addedGroups))
          .join(',');
  return inventory.match(terms).includes(host);
}

function resolved(term: string, host: string, added: ReadonlySet<string>): string {
  const [, mark = '', name = ''] = /^\s*([!&]?)(.*?)\s*$/s.exec(term) ?? [];
  return added.has(name) ? mark + host : term;
}
