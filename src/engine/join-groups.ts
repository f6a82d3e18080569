import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { argumentOf, type EffectTurn } from './directive-turn.ts';

/** Runs `group_by`: this host joins the group, and the group its parents, for the rest of the run. */
export function groupBy(turn: EffectTurn): Dict {
  const key = argumentOf(turn, 'key');
  if (key === undefined) throw missing('group_by', 'key', turn);
  const { inventory, host } = turn.play.run.options;
  const name = groupName(key);
  const parents = listOf(argumentOf(turn, 'parents') ?? 'all').map(groupName);
  const changed = inventory.join(host, name, parents);
  return new Map<Value, Value>([
    ['changed', changed],
    ['add_group', name],
    ['parent_groups', parents],
  ]);
}

function groupName(value: Value): string {
  return text(value).replaceAll(' ', '-');
}

/** Runs `add_host`: the host, its groups and its variables are in the inventory for the rest of the run, in memory. */
export function addHost(turn: EffectTurn): Dict {
  const written = argumentOf(turn, 'name', 'hostname', 'host');
  if (written === undefined) throw missing('add_host', 'name', turn);
  const name = text(written);
  const groups = [...new Set(listOf(argumentOf(turn, 'groups', 'group', 'groupname') ?? '').map((group) => text(group).trim()))];
  const named = groups.filter((group) => group !== '');
  const variables: Dict = new Map();
  for (const key of turn.args.keys()) if (!ofHost.has(key)) variables.set(key, argumentOf(turn, key) ?? null);
  const changed = turn.play.run.options.inventory.add(name, named, variables);
  return new Map<Value, Value>([
    ['changed', changed],
    [
      'add_host',
      new Map<Value, Value>([
        ['host_name', name],
        ['groups', named],
        ['host_vars', variables],
      ]),
    ],
  ]);
}

/** Arguments of add_host that are no variables of the host. */
const ofHost = new Set(['name', 'hostname', 'host', 'groups', 'group', 'groupname']);

function listOf(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : text(value).split(',');
}

function missing(action: string, argument: string, { task }: EffectTurn): DroverError {
  return new DroverError('MODULE_ARGS', `Cannot run ${action}: argument "${argument}" is missing`, { span: task.action.span });
}
