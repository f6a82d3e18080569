import { dictGet } from '../../../../core/value/sequence.ts';
import { text, truthy, typeName } from '../../../../core/value/text.ts';
import type { Value } from '../../../../core/value/types.ts';
import type { Call } from '../../callable.ts';
import { mappingOf } from '../../python/dict.ts';
import { failure } from '../../python/failure.ts';
import { documented } from './arguments.ts';

/** ansible.utils 5.1.2's `index_of`: the positions of what passes a test, alone where it is one. */
export function indexOf(value: Value, call: Call): Value {
  const [data = null, test = null, wanted = null, key = null, failOnMissing = null, wantList = null] = documented(value, call, {
    data: { type: 'list', required: true },
    test: { type: 'str', required: true },
    value: { type: 'raw' },
    key: { type: 'str' },
    fail_on_missing: { type: 'bool' },
    wantlist: { type: 'bool' },
  });
  const passes = testOf(text(test), wanted, call);
  const items = data as Value[];
  const entries = key === null ? items : items.map((item) => entryOf(item, items, key));
  const missing = entries.indexOf(undefined);
  const found = entries.flatMap((entry, i) => (entry !== undefined && passes(entry) ? [i] : []));
  if (missing >= 0 && truthy(failOnMissing)) throw failure('find positions', `'${text(key)}' was not found at [${missing}]`);
  const [only] = found;
  return only !== undefined && found.length === 1 && !truthy(wantList) ? only : found;
}

function entryOf(item: Value, items: readonly Value[], key: Value): Value | undefined {
  const dict = mappingOf(item);
  if (dict !== undefined) return dictGet(dict, key);
  const types = items.map(typeName).join(', ');
  throw failure('find positions', `with a key all entries are to be dictionaries, got ${types}`);
}

/** A test by its name; `!` or `not ` before it turns it round, by Python's `lstrip`, which takes more away than that. */
function testOf(written: string, wanted: Value, call: Call): (entry: Value) => boolean {
  const inverts = written.startsWith('!') || written.startsWith('not ');
  const bare = written.startsWith('!') ? written.replace(/^!+/, '') : inverts ? written.replace(/^[not ]+/, '') : written;
  const name = inverts && bare === '=' ? '==' : bare;
  const test = call.environment.test(name);
  if (test === undefined) throw failure('find positions', `the test '${name}' was not found`);
  const right = name === 'in' && !Array.isArray(wanted) ? [wanted] : wanted;
  const args = right === null ? [] : [right];
  return (entry) => truthy(test(entry, { name, args, kwargs: new Map(), environment: call.environment })) !== inverts;
}
