import { distinct, includes } from '../../../core/value/compare.ts';
import { contains } from '../../../core/value/sequence.ts';
import { truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { bind, type Call, type Filter, required } from '../callable.ts';
import { attributeGetter } from '../python/attribute.ts';
import { iterate } from '../python/iterate.ts';
import { foldCase } from './sort.ts';

/** ansible-core 2.18.6's set theory. Results keep the order of the first list, which Python's sets do not promise. */
export const setFilters: Readonly<Record<string, Filter>> = {
  unique,
  union: (value, call) => distinct([...iterate(value), ...iterate(other(call))]),
  intersect: (value, call) => {
    const container = other(call);
    return distinct(iterate(value).filter((item) => contains(container, item)));
  },
  difference: (value, call) => {
    const container = other(call);
    return distinct(iterate(value).filter((item) => !contains(container, item)));
  },
  symmetric_difference: (value, call) => {
    const [a, b] = [iterate(value), iterate(other(call))];
    return distinct([...a.filter((item) => !includes(b, item)), ...b.filter((item) => !includes(a, item))]);
  },
};

function other(call: Call): Value {
  return bind(call, { b: required })[0] ?? null;
}

function unique(value: Value, call: Call): Value {
  const [sensitive = null, attribute = null] = bind(call, { case_sensitive: null, attribute: null });
  const getter = attributeGetter(attribute);
  // null, which is not false, folds case too, as Jinja2's filter is called with bool(None)
  const key = truthy(sensitive) ? getter : (item: Value): Value => foldCase(getter(item));
  const seen: Value[] = [];
  const texts = new Set<Value>();
  return iterate(value).filter((item) => {
    const itemKey = key(item);
    if (typeof itemKey === 'string') return texts.size < texts.add(itemKey).size;
    if (includes(seen, itemKey)) return false;
    seen.push(itemKey);
    return true;
  });
}
