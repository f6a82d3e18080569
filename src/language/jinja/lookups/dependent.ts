import { text, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { literalValue } from '../literal.ts';
import { mappingOf } from '../python/dict.ts';
import { isListLike, iterate } from '../python/iterate.ts';
import { sortedBy } from '../python/sort.ts';
import { LookupFailure } from './lookup-failure.ts';

interface Loop {
  readonly name: string;
  readonly values: Value;
}

/** community.general 10.7's `dependent`: nested loops, where an expression may use the outer loops' `item`. */
export function dependent(terms: readonly Value[], call: Call): Value[] {
  const loops = terms.map(loopOf);
  const found: Value[] = [];
  const walk = (depth: number, item: Dict): void => {
    const loop = loops[depth];
    if (loop === undefined) {
      found.push(item);
      return;
    }
    for (const value of valuesOf(loop, item, call)) walk(depth + 1, new Map([...item, [loop.name, value]]));
  };
  walk(0, new Map());
  return found;
}

function loopOf(term: Value): Loop {
  const [entry, ...more] = mappingOf(term) ?? [];
  if (entry === undefined || more.length > 0) throw new LookupFailure('each parameter must be a dictionary with one element');
  return { name: text(entry[0]), values: entry[1] };
}

function valuesOf(loop: Loop, item: Dict, call: Call): readonly Value[] {
  const values = typeof loop.values === 'string' ? evaluated(loop.values, item, call) : loop.values;
  const dict = mappingOf(values);
  if (dict !== undefined)
    return sortedBy([...dict], ([key]) => key).map(
      ([key, value]) =>
        new Map<Value, Value>([
          ['key', key],
          ['value', value],
        ]),
    );
  if (isListLike(values)) return iterate(values);
  throw new LookupFailure(`"${loop.name}" is to be a list or a dictionary, not '${typeName(values)}'`);
}

function evaluated(expression: string, item: Dict, call: Call): Value {
  const rendered = call.environment.render('dependent', `{{ ${expression} }}`, { variables: new Map([['item', item]]) });
  const value = literalValue(rendered);
  return value === undefined ? rendered : value;
}
