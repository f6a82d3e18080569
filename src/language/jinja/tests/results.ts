import { dictGet } from '../../../core/value/sequence.ts';
import { truthy, typeName } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import type { Test } from '../callable.ts';
import { mappingOf } from '../python/dict.ts';
import { failure } from '../python/failure.ts';

/**
 * ansible-core 2.18.6's tests of a task's result. Where it answers a field as it is (`failed: "yes"`), so do
 * these: the answer is then no boolean.
 */
export const resultTests: Readonly<Record<string, Test>> = {
  failed: field('failed'),
  failure: field('failed'),
  unreachable: field('unreachable'),
  skipped: field('skipped'),
  skip: field('skipped'),
  succeeded: (value, call) => !truthy(field('failed')(value, call)),
  success: (value, call) => !truthy(field('failed')(value, call)),
  successful: (value, call) => !truthy(field('failed')(value, call)),
  reachable: (value, call) => !truthy(field('unreachable')(value, call)),
  changed,
  change: changed,
  timedout: (value) => {
    const timedOut = dictGet(resultOf(value, 'timedout'), 'timedout') ?? false;
    return truthy(timedOut) && answer(timedOut instanceof Map ? (dictGet(timedOut, 'period') ?? false) : false);
  },
  started: (value) => isOne(value, 'started'),
  finished: (value) => isOne(value, 'finished'),
};

function resultOf(value: Value, test: string): Dict {
  const dict = mappingOf(value);
  if (dict === undefined) throw failure('test a result', `The '${test}' test expects a dictionary, not '${typeName(value)}'`);
  return dict;
}

/** A field's value as the test's answer. */
function answer(value: Value): boolean {
  return value as boolean;
}

function field(name: string): Test {
  return (value) => answer(dictGet(resultOf(value, name), name) ?? false);
}

/** Of a loop's result without `changed`: whether any of its items changed. */
function changed(value: Value): boolean {
  const result = resultOf(value, 'changed');
  const own = dictGet(result, 'changed');
  if (own !== undefined) return answer(own);
  const items = dictGet(result, 'results');
  if (!Array.isArray(items) || !(items[0] instanceof Map)) return false;
  return items.some((item) => item instanceof Map && truthy(dictGet(item, 'changed') ?? false));
}

/** A task that is not asynchronous counts as started and as finished. */
function isOne(value: Value, name: string): boolean {
  const flag = dictGet(resultOf(value, name), name);
  return flag === undefined || flag === 1 || flag === true;
}
