import { compilePattern, matchStart } from '../../../../core/regex/regex.ts';
import { text, typeName } from '../../../../core/value/text.ts';
import type { Dict, Value } from '../../../../core/value/types.ts';
import { bind, type Call, type Filter } from '../../callable.ts';
import { stringOnly } from '../../python/attribute.ts';
import { mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { isListLike, iterate } from '../../python/iterate.ts';

/** community.general 10.7's filters for the keys of a list of dicts. */
export const communityKeyFilters: Readonly<Record<string, Filter>> = {
  keep_keys: (value, call) => chosen(value, call, true),
  remove_keys: (value, call) => chosen(value, call, false),
  replace_keys: replaceKeys,
};

const matchers: Readonly<Record<string, (key: string, target: string) => boolean>> = {
  equal: (key, target) => key === target,
  starts_with: (key, target) => key.startsWith(target),
  ends_with: (key, target) => key.endsWith(target),
  regex: (key, target) => matchStart(compilePattern(target), key) !== null,
};

function matcherOf(name: Value): (key: string, target: string) => boolean {
  const matcher = matchers[text(name)];
  if (matcher === undefined)
    throw failure('match keys', `The matching_parameter must be one of ${Object.keys(matchers).join(', ')}`);
  return matcher;
}

function dictsOf(value: Value): Dict[] {
  if (!isListLike(value)) throw failure('match keys', `First argument must be a list, not '${typeName(value)}'`);
  return iterate(value).map((item) => {
    const dict = mappingOf(item);
    if (dict === undefined) throw failure('match keys', `The data items must be dictionaries, not '${typeName(item)}'`);
    for (const key of dict.keys()) stringOnly(key, 'match keys');
    return dict;
  });
}

function chosen(value: Value, call: Call, keep: boolean): Value {
  const [target = null, parameter = 'equal'] = bind(call, { target: null, matching_parameter: 'equal' });
  const dicts = dictsOf(value);
  const matches = matcherOf(parameter);
  const targets = (isListLike(target) ? iterate(target) : [target]).map((item) => stringOnly(item, 'match keys'));
  if (targets.length === 0 || target === '') throw failure('match keys', "The target can't be empty");
  if (parameter === 'regex' && targets.length > 1) throw failure('match keys', 'Single item is required in the target list');
  return dicts.map((dict) => new Map([...dict].filter(([key]) => targets.some((item) => matches(text(key), item)) === keep)));
}

function replaceKeys(value: Value, call: Call): Value {
  const [target = null, parameter = 'equal'] = bind(call, { target: null, matching_parameter: 'equal' });
  const dicts = dictsOf(value);
  const matches = matcherOf(parameter);
  if (isListLike(target) && iterate(target).length === 0) throw failure('replace keys', "The target can't be empty");
  if (!isListLike(target)) throw failure('replace keys', `The target must be a list, not '${typeName(target)}'`);
  const changes = iterate(target).map((item) => {
    const change = mappingOf(item);
    const [before, after] = [change?.get('before'), change?.get('after')];
    if (before === undefined || after === undefined)
      throw failure('replace keys', 'target items are to have "before" and "after"');
    return [stringOnly(before, 'replace keys'), stringOnly(after, 'replace keys')] as const;
  });
  const renamed = (key: Value): Value => changes.find(([before]) => matches(text(key), before))?.[1] ?? key;
  return dicts.map((dict) => new Map(Array.from(dict, ([key, entry]) => [renamed(key), entry])));
}
