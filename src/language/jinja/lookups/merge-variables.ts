import { compilePattern, search } from '../../../core/regex/regex.ts';
import { equals } from '../../../core/value/compare.ts';
import { dictGet, dictSet } from '../../../core/value/sequence.ts';
import { text, truthy, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';
import { iterate } from '../python/iterate.ts';
import { sortedBy } from '../python/sort.ts';
import { deepCopy } from '../stored.ts';
import { LookupOptions } from './options.ts';

const defaults = { pattern_type: 'regex', initial_value: null, override: 'error', groups: null };

interface Variables {
  names(): Iterable<string>;
  value(name: string): Value | undefined;
}

/** community.general 10.7's `merge_variables`: the lists or dicts of all variables whose names match, in one. */
export function mergeVariables(terms: readonly Value[], call: Call): Value[] {
  const options = new LookupOptions(call, defaults);
  const override = oneOf(options.text('override'), 'override', ['error', 'warn', 'ignore']);
  const kind = oneOf(options.text('pattern_type'), 'pattern_type', ['prefix', 'suffix', 'regex']);
  const { environment } = call;
  const own = { names: () => environment.variableNames(), value: (name: string) => environment.variable(name) };
  const sources = truthy(options.get('groups')) ? ofGroups(groupNames(options.get('groups')), call) : [own];
  return terms.map((term) => {
    const matches = matcher(stringOnly(term, 'merge variables'), kind);
    return sources.reduce<Value>(
      (merged, source) => mergeAll(source, matches, merged, override === 'error'),
      options.get('initial_value'),
    );
  });
}

function oneOf(value: string, name: string, choices: readonly string[]): string {
  if (choices.includes(value)) return value;
  throw failure('merge variables', `the option "${name}" is to be one of ${choices.join(', ')}, not "${value}"`);
}

function groupNames(value: Value): string[] {
  return typeof value === 'string' ? value.split(',') : iterate(value).map(text);
}

/** The variables of every host of the groups. */
function ofGroups(groups: readonly string[], call: Call): Variables[] {
  const hosts = mappingOf(call.environment.variable('hostvars') ?? null) ?? new Map<Value, Value>();
  return Array.from(hosts.values(), (host) => mappingOf(host) ?? new Map<Value, Value>()).flatMap((host) => {
    const isMember =
      groups.includes('all') || iterate(dictGet(host, 'group_names') ?? []).some((name) => groups.includes(text(name)));
    return isMember ? [{ names: () => Array.from(host.keys(), text), value: (name: string) => dictGet(host, name) }] : [];
  });
}

function matcher(pattern: string, kind: string): (name: string) => boolean {
  if (kind === 'prefix') return (name) => name.startsWith(pattern);
  if (kind === 'suffix') return (name) => name.endsWith(pattern);
  const compiled = compilePattern(pattern);
  return (name) => search(compiled, name) !== null;
}

function mergeAll(source: Variables, matches: (name: string) => boolean, initial: Value, strict: boolean): Value {
  const names = sortedBy([...new Set(source.names())].filter(matches), (name) => name);
  return names.reduce<Value>((merged, name) => {
    const value = mergeable(source.value(name) ?? null);
    if (merged === null) return deepCopy(value);
    const present = mergeable(merged);
    if (Array.isArray(present) && Array.isArray(value)) return [...present, ...value];
    if (present instanceof Map && value instanceof Map) return mergedDicts(value, present, [name], strict);
    throw failure('merge variables', 'Unable to merge, not all variables are of the same type');
  }, initial);
}

function mergeable(value: Value): Value {
  if (Array.isArray(value) || value instanceof Map) return value;
  throw failure('merge variables', `each is to be a list or a dict, not '${typeName(value)}'`);
}

function mergedDicts(source: Dict, target: Dict, path: readonly string[], strict: boolean): Dict {
  const merged: Dict = new Map(target);
  for (const [key, value] of source) dictSet(merged, key, mergedEntry(dictGet(merged, key), value, [...path, text(key)], strict));
  return merged;
}

function mergedEntry(present: Value | undefined, value: Value, path: readonly string[], strict: boolean): Value {
  if (present === undefined) return value;
  if (value instanceof Map) {
    if (value.size === 0) return present;
    if (present instanceof Map) return mergedDicts(value, present, path, strict);
  }
  if (Array.isArray(value) && Array.isArray(present)) return [...present, ...value];
  if (Array.isArray(value) || value instanceof Map)
    throw failure('merge variables', `'${path.join('.')}' is not of the same type everywhere`);
  if (strict && !equals(present, value)) throw overwritten(present, value, path);
  return value;
}

function overwritten(present: Value, value: Value, path: readonly string[]): Error {
  const place = path.join('.');
  return failure(
    'merge variables',
    `The key '${path.at(-1)}' with value '${text(present)}' will be overwritten with value '${text(value)}' from '${place}'`,
  );
}
