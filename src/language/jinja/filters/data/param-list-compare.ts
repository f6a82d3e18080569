import { includes } from '../../../../core/value/compare.ts';
import type { Value } from '../../../../core/value/types.ts';
import { bind, type Call, required } from '../../callable.ts';
import { stringOnly } from '../../python/attribute.ts';
import { iterate } from '../../python/iterate.ts';
import { sortedBy } from '../../python/sort.ts';

/** ansible.utils 5.1.2's `param_list_compare`: which of the names asked for (`all`, `!name`) the list has. */
export function paramListCompare(value: Value, call: Call): Value {
  const base = iterate(value);
  const target = iterate(bind(call, { target: required })[0] ?? null).map((name) => stringOnly(name, 'compare lists'));
  const refused = target.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const named = target.filter((name) => name !== 'all' && !name.startsWith('!'));
  const actionable = target.includes('all') ? [...base] : [];
  for (const name of refused) if (actionable.includes(name)) actionable.splice(actionable.indexOf(name), 1);
  for (const name of named) if (includes(base, name) && !includes(actionable, name)) actionable.push(name);
  return new Map<Value, Value>([
    ['actionable', sortedBy(actionable, (name) => name)],
    ['unsupported', named.filter((name) => !includes(base, name))],
  ]);
}
