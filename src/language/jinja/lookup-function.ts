import { DroverError } from '../../core/errors.ts';
import { failure } from '../../core/value/failure.ts';
import { text, truthy } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import type { Rendering } from './frame.ts';
import { unknownLookup } from './unknown-name.ts';

/**
 * `lookup(name, terms…)` and `query(name, terms…)`, as ansible-core 2.18: the terms are templated, the answer is
 * never templated again; `lookup` joins texts with commas.
 */
export function runLookup(
  rendering: Rendering,
  args: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
  wantList: boolean,
): Value {
  const [name, ...terms] = args;
  if (name === undefined) throw failure('Cannot look up: the name of the lookup is missing');
  const lookup = rendering.lookup(text(name));
  if (lookup === undefined) throw unknownLookup(text(name));
  const given = new Map(kwargs);
  const isList = wantList || truthy(given.get('wantlist') ?? false);
  const errors = text(given.get('errors') ?? 'strict');
  const allowsTemplates = truthy(given.get('allow_unsafe') ?? false);
  for (const option of ['wantlist', 'errors', 'allow_unsafe']) given.delete(option);
  let found: Value[];
  try {
    const call = { name: text(name), args: [], kwargs: given, environment: rendering };
    found = lookup(
      terms.map((term) => rendering.template(term)),
      call,
    );
  } catch (error) {
    if (!(error instanceof DroverError) || errors === 'strict' || error.code === 'VARIABLE_UNDEFINED') throw error;
    return isList ? [] : null;
  }
  if (found.length === 0 || allowsTemplates) return found;
  rendering.markUnsafe();
  return isList ? found : joined(found);
}

function joined(found: Value[]): Value {
  const texts = found.filter((item) => typeof item === 'string');
  if (texts.length === found.length) return texts.join(',');
  return found.length === 1 ? (found[0] ?? null) : found;
}
