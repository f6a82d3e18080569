import { Tuple } from '../../../core/value/collections.ts';
import { text } from '../../../core/value/text.ts';
import type { Dict, Value } from '../../../core/value/types.ts';
import { defined } from '../python/attribute.ts';
import { toBoolean } from '../python/boolean.ts';
import { mappingOf } from '../python/dict.ts';
import { isListLike, iterate } from '../python/iterate.ts';
import { LookupFailure } from './lookup-failure.ts';

/** ansible-core 2.18.6's `subelements`: each element with each item of the list at a path in it, which it then lacks. */
export function subelements(terms: readonly Value[]): Value[] {
  const { elements, keys, skipMissing } = subelementTerms(terms);
  if (elements instanceof Map && isSkipped(elements)) return [];
  return [...elements.values()].flatMap((element) => {
    const entries = mappingOf(element);
    if (entries === undefined) throw new LookupFailure(`subelements lookup expects a dictionary, got '${text(element)}'`);
    if (isSkipped(entries)) return [];
    const rest = without(element, keys);
    return subelementsOf(element, keys, keys, skipMissing).map((item) => new Tuple([rest, item]));
  });
}

const wantsTerms = 'subelements lookup expects a list of two or three items, ';

interface SubelementTerms {
  readonly elements: Dict | readonly Value[];
  readonly keys: readonly string[];
  readonly skipMissing: boolean;
}

function subelementTerms(terms: readonly Value[]): SubelementTerms {
  const [list = null, path, flags] = terms;
  if (terms.length < 2 || terms.length > 3) throw new LookupFailure(wantsTerms);
  const elements = mappingOf(defined(list)) ?? (isListLike(list) ? iterate(list) : [list]);
  if (typeof path !== 'string')
    throw new LookupFailure(`${wantsTerms}first a dict or a list, second a string pointing to the subkey`);
  if (
    flags !== undefined &&
    !(flags instanceof Map) &&
    !(isListLike(flags) && iterate(flags).every((flag) => flag === 'skip_missing'))
  )
    throw new LookupFailure(`${wantsTerms}the optional third item must be a dict with flags skip_missing`);
  const skipMissing = flags instanceof Map && toBoolean(flags.get('skip_missing') ?? false) === true;
  return { elements, keys: path.split('.'), skipMissing };
}

/** The element a loop shows beside a subelement has them no more. */
function without(element: Value, [key = '', ...inner]: readonly string[]): Value {
  const entries = mappingOf(element);
  if (entries === undefined) return element;
  const value = entries.get(key);
  const rest = new Map(entries);
  if (inner.length === 0 || value === undefined) rest.delete(key);
  else rest.set(key, without(value, inner));
  return rest;
}

/** A registered result of a task that was skipped. */
function isSkipped(result: Dict): boolean {
  return (result.get('skipped') ?? false) !== false;
}

/** What lies at the rest of a path, which has to be a list. */
function subelementsOf(element: Value, keys: readonly string[], path: readonly string[], skip: boolean): readonly Value[] {
  const [key, ...rest] = keys;
  if (key === undefined) {
    if (Array.isArray(element)) return element;
    throw new LookupFailure(`the key ${path.at(-1) ?? ''} should point to a list, got '${text(element)}'`);
  }
  const entries = mappingOf(element);
  const inner = entries?.get(key);
  if (inner !== undefined) return subelementsOf(inner, rest, path, skip);
  if (skip) return [];
  const passed = path[path.length - keys.length - 1] ?? '';
  if (entries === undefined) throw new LookupFailure(`the key ${passed} should point to a dictionary, got '${text(element)}'`);
  throw new LookupFailure(`could not find '${key}' key in iterated item '${text(element)}'`);
}
