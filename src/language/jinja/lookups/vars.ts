import { DroverError } from '../../../core/errors.ts';
import { compilePattern, type Pattern, search } from '../../../core/regex/regex.ts';
import { text, typeName } from '../../../core/value/text.ts';
import type { Value } from '../../../core/value/types.ts';
import type { Call, Lookup } from '../callable.ts';
import { defined } from '../python/attribute.ts';
import { isUndefined } from '../undefined.ts';
import { LookupFailure } from './lookup-failure.ts';
import { LookupOptions } from './options.ts';

/** Lookups of variables, of the environment and of settings. */
export const variableLookups: Readonly<Record<string, Lookup>> = { vars, varnames, env, config, inventory_hostnames: hostnames };

function vars(terms: readonly Value[], call: Call): Value[] {
  const options = new LookupOptions(call, { default: null });
  return terms.map((term) => {
    if (typeof term !== 'string') {
      throw new LookupFailure(notString(term));
    }
    const value = call.environment.variable(term);
    if (value !== undefined && !isUndefined(value)) return value;
    if (call.kwargs.has('default')) return options.get('default');
    if (value !== undefined) return defined(value);
    throw new DroverError('VARIABLE_UNDEFINED', `No variable found with this name: ${term}`);
  });
}

function varnames(terms: readonly Value[], call: Call): Value[] {
  const names = [...call.environment.variableNames()];
  return terms.flatMap((term) => {
    if (typeof term !== 'string') throw new LookupFailure(notString(term));
    const pattern = searchPattern(term);
    return names.filter((name) => search(pattern, name) !== null);
  });
}

function notString(term: Value): string {
  return `Invalid setting identifier, "${text(defined(term))}" is not a string, it is a ${typeName(term)}`;
}

function searchPattern(term: string): Pattern {
  try {
    return compilePattern(term);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    throw new LookupFailure(`Unable to use "${term}" as a search parameter: ${error.message}`, { cause: error });
  }
}

function env(terms: readonly Value[], call: Call): Value[] {
  const fallback = call.kwargs.get('default') ?? '';
  return terms.map((term) => {
    const name = text(term).split(/\s/)[0] ?? '';
    const value = call.environment.controller.environment(name) ?? fallback;
    if (isUndefined(value)) throw new DroverError('VARIABLE_UNDEFINED', `The "env" lookup, found an undefined variable: ${name}`);
    return value;
  });
}

/** Settings by Ansible's names: those that Drover honours; what it does not know is missing. */
function config(terms: readonly Value[], call: Call): Value[] {
  const missing = text(call.kwargs.get('on_missing') ?? 'error');
  return terms.flatMap((term) => {
    const value = call.environment.setting(text(term));
    if (value !== undefined) return [value];
    if (missing === 'error') throw new LookupFailure(`Unable to find setting ${text(term)}`);
    return [];
  });
}

function hostnames(terms: readonly Value[], call: Call): Value[] {
  const groups = call.environment.variable('groups');
  if (!(groups instanceof Map)) return [];
  let found = new Set<Value>();
  const members = (name: string): Set<Value> => {
    const hosts = groups.get(name === '*' ? 'all' : name);
    if (Array.isArray(hosts)) return new Set(hosts);
    const all = groups.get('all');
    return new Set(Array.isArray(all) && all.includes(name) ? [name] : []);
  };
  for (const name of inOrder(terms.flatMap((term) => text(term).split(/[:,]/)))) {
    if (name.startsWith('!')) found = found.difference(members(name.slice(1)));
    else if (name.startsWith('&')) found = found.intersection(members(name.slice(1)));
    else found = found.union(members(name));
  }
  return [...found];
}

/** A pattern's parts as Ansible applies them: what is named, what it is cut down to, what is left out. */
function inOrder(parts: readonly string[]): string[] {
  const rank = (part: string): number => ['&', '!'].indexOf(part.charAt(0));
  return [...parts].sort((a, b) => rank(a) - rank(b));
}
