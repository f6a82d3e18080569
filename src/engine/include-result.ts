import type { Dict, Value } from '../core/value/types.ts';
import { directiveOf } from '../language/directives.ts';
import type { DirectiveTurn } from './directive-turn.ts';

/** What a dynamic include itself comes to (ansible-core 2.18, `TaskExecutor`); undefined for any other task. */
export function includeResult({ task: { action }, templates }: DirectiveTurn): Dict | undefined {
  const directive = directiveOf(action.name);
  if (directive !== 'include_tasks' && directive !== 'include_role') return undefined;
  const args = new Map<Value, Value>([...action.args].map(([name, { value }]) => [name, value]));
  if (directive === 'include_role') return new Map<Value, Value>([['include_args', args]]);
  const file = action.freeForm ?? action.args.get('file');
  for (const name of ['file', 'apply']) args.delete(name);
  const include: Dict = new Map(file === undefined ? [] : [['include', templates.argument(file)]]);
  return include.set('include_args', args);
}
