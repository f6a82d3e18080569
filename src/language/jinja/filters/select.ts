import { truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { argumentError, type Call, type Filter, filtered, tested } from '../callable.ts';
import { attributeGetter, stringOnly } from '../python/attribute.ts';
import { iterate } from '../python/iterate.ts';
import { unknownFilter, unknownTest } from '../unknown-name.ts';

/** Jinja2 3.1.6's filters that apply another filter or test to every item. */
export const selectFilters: Readonly<Record<string, Filter>> = {
  map,
  select: (value, call) => chosen(value, call, true, false),
  reject: (value, call) => chosen(value, call, false, false),
  selectattr: (value, call) => chosen(value, call, true, true),
  rejectattr: (value, call) => chosen(value, call, false, true),
};

function map(value: Value, call: Call): Value {
  if (!truthy(value)) return [];
  return iterate(value).map(mapper(call));
}

function mapper(call: Call): (item: Value) => Value {
  const [name, ...args] = call.args;
  const attribute = call.kwargs.get('attribute');
  if (name === undefined && attribute !== undefined) {
    const other = [...call.kwargs.keys()].find((key) => key !== 'attribute' && key !== 'default');
    if (other !== undefined) throw argumentError(call, `unexpected keyword argument '${other}'`);
    return attributeGetter(attribute, call.kwargs.get('default') ?? null);
  }
  if (name === undefined) throw argumentError(call, 'map requires a filter argument');
  const wanted = stringOnly(name, 'map a sequence');
  const filter = call.environment.filter(wanted);
  if (filter === undefined) throw unknownFilter(wanted);
  return (item) => filtered(filter, item, { name: wanted, args, kwargs: call.kwargs, environment: call.environment });
}

function chosen(value: Value, call: Call, wanted: boolean, byAttribute: boolean): Value {
  if (!truthy(value)) return [];
  const args = [...call.args];
  const attribute = byAttribute ? args.shift() : null;
  if (attribute === undefined) throw argumentError(call, 'missing parameter for attribute name');
  const getter = attributeGetter(attribute);
  const test = tester(call, args);
  return iterate(value).filter((item) => test(getter(item)) === wanted);
}

function tester(call: Call, [name, ...args]: readonly Value[]): (item: Value) => boolean {
  if (name === undefined) return truthy;
  const wanted = stringOnly(name, 'select from a sequence');
  const test = call.environment.test(wanted);
  if (test === undefined) throw unknownTest(wanted);
  return (item) => tested(test, item, { name: wanted, args, kwargs: call.kwargs, environment: call.environment });
}
