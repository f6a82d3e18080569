import { text, truthy } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import { AnsibleFailure } from '../ansible-failure.ts';
import { bind, type Call, className, type Filter, required } from '../callable.ts';
import { attributeOf } from '../member.ts';
import { getItem } from '../python/attribute.ts';
import { isUndefined, undefinedMember } from '../undefined.ts';
import { pprint } from './pprint.ts';

/** Filters about whether there is a value, and which of several. */
export const defaultFilters: Readonly<Record<string, Filter>> = {
  default: fallback,
  d: fallback,
  mandatory,
  ternary,
  type_debug: (value, call) => className(value, call),
  bool: (value) => toBool(value),
  extract,
  attr,
  pprint: (value) => pprint(value),
};

function fallback(value: Value, call: Call): Value {
  const [other = '', boolean = false] = bind(call, { default_value: '', boolean: false });
  if (isUndefined(value)) return other;
  return truthy(boolean) && !truthy(value) ? other : value;
}

function mandatory(value: Value, call: Call): Value {
  const [message = null] = bind(call, { msg: null });
  if (!isUndefined(value)) return value;
  throw new AnsibleFailure(message === null ? `Mandatory variable '${value.name}'  not defined.` : text(message));
}

function ternary(value: Value, call: Call): Value {
  const [yes = null, no = null, none = null] = bind(call, { true_val: required, false_val: required, none_val: null });
  if (value === null && none !== null) return none;
  return truthy(value) ? yes : no;
}

/** Ansible's `bool` filter: yes, on, 1, true in any case and the number 1; anything else but null is false. */
export function toBool(value: Value): Value {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return ['yes', 'on', '1', 'true'].includes(value.toLowerCase());
  if (isUndefined(value)) throw value.error();
  return value === 1 || text(value) === '1.0';
}

function extract(value: Value, call: Call): Value {
  const [container = null, more = null] = bind(call, { container: required, morekeys: null });
  const keys = more === null ? [value] : [value, ...(Array.isArray(more) ? more : [more])];
  return keys.reduce((inner, key) => getItem(inner, key), container);
}

/** Jinja2's `attr`: attributes only, no items. */
function attr(value: Value, call: Call): Value {
  const name = text(bind(call, { name: required })[0] ?? null);
  return attributeOf(value, name) ?? undefinedMember(value, name);
}
