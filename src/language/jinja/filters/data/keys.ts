import { compilePattern, matchStart } from '../../../../core/regex/regex.ts';
import { includes } from '../../../../core/value/compare.ts';
import { dictGet, dictSet } from '../../../../core/value/sequence.ts';
import { truthy } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import type { Call, Filter } from '../../callable.ts';
import { stringOnly } from '../../python/attribute.ts';
import { failure } from '../../python/failure.ts';
import { type Documented, documented, validated } from './arguments.ts';

/** ansible.utils 5.1.2's filters of keys at any depth. */
export const keyFilters: Readonly<Record<string, Filter>> = {
  keep_keys: (value, call) => {
    const { data, targets, matches } = targeted(value, call);
    return kept(data, targets, matches);
  },
  remove_keys: (value, call) => {
    const { data, targets, matches } = targeted(value, call);
    return withoutEmpty(removed(data, targets, matches));
  },
  replace_keys: (value, call) => {
    const [data = null, changes = null, parameter = null] = documented(value, call, { ...spec, target: dicts });
    const matches = matcherOf(parameter);
    const pairs = (changes as Value[]).map((change) => validated(call.name, change as Dict, changeSpec));
    return renamed(container(data), pairs, matches);
  },
};

const dicts: Documented = { type: 'list', elements: 'dict', required: true };
const changeSpec: Readonly<Record<string, Documented>> = { before: { type: 'str' }, after: { type: 'str' } };
const spec: Readonly<Record<string, Documented>> = {
  data: { type: 'raw', required: true },
  target: { type: 'list', elements: 'str', required: true },
  matching_parameter: { type: 'str', choices: ['starts_with', 'ends_with', 'regex'] },
};

type Matches = (key: Value, target: Value) => boolean;

function targeted(value: Value, call: Call): { data: Value; targets: Value[]; matches: Matches } {
  const [data = null, targets = null, parameter = null] = documented(value, call, spec);
  return { data: container(data), targets: targets as Value[], matches: matcherOf(parameter) };
}

function container(data: Value): Value {
  if (Array.isArray(data) || data instanceof Map) return data;
  throw failure('look at keys', 'the input is to be a list or a dict');
}

function matcherOf(parameter: Value): Matches {
  const asText = (key: Value): string => stringOnly(key, 'match a key');
  if (parameter === 'regex') return (key, target) => matchStart(compilePattern(asText(target)), asText(key)) !== null;
  if (parameter === 'starts_with') return (key, target) => asText(key).startsWith(asText(target));
  if (parameter === 'ends_with') return (key, target) => asText(key).endsWith(asText(target));
  return (key, target) => key === target;
}

const nothing: readonly Value[] = [[], new Map()];

/** What is left when only the keys that match and the way to them stay. */
function kept(data: Value, targets: readonly Value[], matches: Matches): Value {
  if (Array.isArray(data)) return data.map((item) => kept(item, targets, matches));
  if (!(data instanceof Map)) return data;
  const entries = Array.from(data, ([key, value]) => [key, keptEntry(key, value, targets, matches)] as const);
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
}

/** Undefined for an entry that goes. Where several targets apply, the last one says how much stays. */
function keptEntry(key: Value, value: Value, targets: readonly Value[], matches: Matches): Value | undefined {
  const isLeaf = !Array.isArray(value) && !(value instanceof Map);
  if (isLeaf) return targets.some((target) => key === target || matches(key, target)) ? value : undefined;
  const inner = kept(value, targets, matches);
  const parts = targets.map((target) => (key === target ? value : withContent(inner)));
  return parts.findLast((part) => part !== undefined) ?? (includes(nothing, inner) ? undefined : inner);
}

/** Without the empty members of a list; undefined where nothing is left. */
function withContent(value: Value): Value | undefined {
  const content = Array.isArray(value) ? value.filter((item) => !includes(nothing, item)) : value;
  return includes(nothing, content) ? undefined : content;
}

function removed(data: Value, targets: readonly Value[], matches: Matches): Value {
  if (Array.isArray(data)) return data.map((item) => removed(item, targets, matches));
  if (!(data instanceof Map)) return data;
  const left = [...data].filter(([key]) => !targets.some((target) => matches(key, target)));
  return new Map(left.map(([key, value]) => [key, removed(value, targets, matches)]));
}

/** Without the members of lists that Python takes for false. */
function withoutEmpty(data: Value): Value {
  if (Array.isArray(data)) return data.filter(truthy).map(withoutEmpty);
  return data instanceof Map ? new Map(Array.from(data, ([key, value]) => [key, withoutEmpty(value)])) : data;
}

/** A key that is renamed goes to the end of its dict. */
function renamed(data: Value, changes: readonly (readonly Value[])[], matches: Matches): Value {
  if (Array.isArray(data)) return data.map((item) => renamed(item, changes, matches));
  if (!(data instanceof Map)) return data;
  const dict: Dict = new Map(data);
  for (const [before = null, after = null] of changes) {
    for (const key of [...dict.keys()].filter((each) => matches(each, before))) {
      const value = dictGet(dict, key) ?? null;
      dict.delete(key);
      dictSet(dict, after, value);
    }
  }
  return new Map(Array.from(dict, ([key, value]) => [key, renamed(value, changes, matches)]));
}
