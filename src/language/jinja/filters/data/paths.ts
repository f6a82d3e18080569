import { repr, text, truthy } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import type { Call, Filter } from '../../callable.ts';
import { stringOnly } from '../../python/attribute.ts';
import { mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { documented } from './arguments.ts';

/** ansible.utils 5.1.2's filters between values and paths such as `a.b[0]`. */
export const pathFilters: Readonly<Record<string, Filter>> = { get_path: getPath, to_paths: toPaths };

/** The path is an expression that sees the value's keys as its only variables. */
function getPath(value: Value, call: Call): Value {
  const [data = null, path = null, wantList = null] = documented(value, call, {
    var: { type: 'raw', required: true },
    path: { type: 'str', required: true },
    wantlist: { type: 'bool' },
  });
  const dict = mappingOf(data);
  if (dict === undefined) throw failure('follow a path', `it needs a dict, not ${repr(data)}`);
  const names = new Map(Array.from(dict, ([name, entry]) => [stringOnly(name, 'follow a path'), entry]));
  const found = call.environment.renderAlone(`{{ ${text(path)} }}`, names);
  return truthy(wantList) ? [found] : found;
}

function toPaths(value: Value, call: Call): Value {
  const [data = null, prepend = null, wantList = null] = documented(value, call, {
    var: { type: 'raw', required: true },
    prepend: { type: 'str' },
    wantlist: { type: 'bool' },
  });
  const whole = truthy(prepend) ? new Map([[prepend, data]]) : data;
  const paths: Dict = new Map();
  flatten(whole, '', paths);
  if (Array.isArray(whole) && whole.length === 0) return truthy(wantList) ? [whole] : whole;
  return truthy(wantList) ? [paths] : paths;
}

function flatten(data: Value, name: Value, paths: Dict): void {
  const members = membersOf(data, name);
  if (members === undefined) paths.set(name, data);
  else if (members.length > 0) for (const [member, value] of members) flatten(value, member, paths);
  else if (truthy(name)) paths.set(name, data);
}

function membersOf(data: Value, name: Value): (readonly [Value, Value])[] | undefined {
  if (Array.isArray(data)) return data.map((item, i) => [`${text(name)}[${i}]`, item]);
  const dict = mappingOf(data);
  return dict && Array.from(dict, ([key, value]) => [truthy(name) ? memberName(name, key) : key, value] as const);
}

function memberName(name: Value, key: Value): string {
  const [parent, member] = [stringOnly(name, 'name a path'), stringOnly(key, 'name a path')];
  return /^[a-zA-Z_][a-zA-Z0-9_]*\n?$/.test(member) ? `${parent}.${member}` : `${parent}['${member}']`;
}
