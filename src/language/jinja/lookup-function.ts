import { DroverError } from '../../core/errors.ts';
import { failure } from '../../core/value/failure.ts';
import { text, truthy } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { opened } from '../../core/value/vaulted.ts';
import type { Rendering } from './frame.ts';
import { LookupFailure } from './lookups/lookup-failure.ts';
import { unknownLookup } from './unknown-name.ts';

/** Arguments that `lookup` itself takes; the others are the lookup's own. */
const ownOptions = ['wantlist', 'errors', 'allow_unsafe'];

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
  const isList = wantList || truthy(kwargs.get('wantlist') ?? false);
  const found = results(rendering, args, kwargs);
  if (found === undefined) return isList ? [] : null;
  if (found.length === 0 || truthy(kwargs.get('allow_unsafe') ?? rendering.allowsUnsafeLookups)) return found;
  const answer = isList ? found : joined(found);
  rendering.markUnsafe([answer, found]);
  if (typeof answer === 'string' && staysText(rendering, args, kwargs)) rendering.keptTexts.add(answer);
  return answer;
}

/** What a template file gives stays text where it is asked for, and beside native templates unless these are asked for. */
function staysText({ native }: Rendering, [name]: readonly Value[], kwargs: ReadonlyMap<string, Value>): boolean {
  if (!truthy(kwargs.get('convert_data') ?? true)) return true;
  const isTemplate = name === 'template' || name === 'ansible.builtin.template';
  return native && isTemplate && !truthy(kwargs.get('jinja2_native') ?? false);
}

/** The lookup's answer; undefined for an error that `errors='ignore'` or `'warn'` passes over. */
function results(
  rendering: Rendering,
  [first, ...terms]: readonly Value[],
  kwargs: ReadonlyMap<string, Value>,
): Value[] | undefined {
  if (first === undefined) throw failure('Cannot look up: the name of the lookup is missing');
  const name = text(first);
  const lookup = rendering.lookup(name);
  if (lookup === undefined) throw unknownLookup(name);
  const own = new Map([...kwargs].filter(([option]) => !ownOptions.includes(option)));
  const given = terms.map((term) => opened(rendering.template(term)));
  try {
    return lookup(given, { name, args: [], kwargs: own, environment: rendering });
  } catch (error) {
    const passes = error instanceof DroverError && error.code !== 'VARIABLE_UNDEFINED' && error.code !== 'UNSUPPORTED';
    if (!passes || text(kwargs.get('errors') ?? 'strict') === 'strict') throw named(error, name);
    return undefined;
  }
}

/** A lookup says why it failed, this which one it was. */
function named(error: unknown, name: string): unknown {
  if (!(error instanceof LookupFailure)) return error;
  const { message, hint, result } = error;
  return new DroverError(error.code, `Cannot use the lookup "${name}": ${message}`, { hint, result, cause: error });
}

function joined(found: Value[]): Value {
  const texts = found.filter((item) => typeof item === 'string');
  if (texts.length === found.length) return texts.join(',');
  return found.length === 1 ? (found[0] ?? null) : found;
}
