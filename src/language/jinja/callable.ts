import type { Controller, RenderOptions } from '../../core/controller.ts';
import { counted } from '../../core/counted.ts';
import { DroverError } from '../../core/errors.ts';
import { Float, type Value } from '../../core/value/types.ts';
import { DictView, Iterated, Range } from '../../core/value/views.ts';

/** What filters, tests and lookups may ask of the place where they are evaluated. */
export interface Environment {
  readonly controller: Controller;
  /** Whether templates give values instead of text (`jinja2_native`). */
  readonly native?: boolean;
  /** A setting by Ansible's name; undefined for one that is not honoured. */
  setting(name: string): Value | undefined;
  /** A variable, rendered; undefined where there is none. */
  variable(name: string): Value | undefined;
  variableNames(): Iterable<string>;
  filter(name: string): Filter | undefined;
  test(name: string): Test | undefined;
  lookup(name: string): Lookup | undefined;
  hasModule(name: string): boolean;
  /** Renders a value's templates as Ansible's Templar does, containers included. */
  template(value: Value): Value;
  /** Renders a template file's text. */
  render(path: string, text: string, options?: RenderOptions): string;
  /** Renders a text that sees these variables and no others; the result may become a list, a dict or a boolean. */
  renderAlone(text: string, variables: ReadonlyMap<string, Value>): Value;
  /** Finds a file as the modules do (see `TaskContext.find`); undefined where there is none. */
  find(src: string, folder: 'files' | 'templates' | 'vars'): string | undefined;
  /** Python's name of a value's class; of a text Ansible's (see `textClass`). */
  className(value: Value): string;
  /** From here on the result of this rendering is not to be templated again: a lookup's answer. */
  markUnsafe(answer: Value): void;
}

/** One call as written: `x | name(args, kwargs)`. */
export interface Call {
  readonly name: string;
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
  readonly environment: Environment;
  /** Whether the expression before it makes its value, and does not hand on one that was there. */
  readonly isMade?: boolean;
}

export type Filter = (value: Value, call: Call) => Value;
export type Test = (value: Value, call: Call) => boolean;
/** Answers a list, one or more results a term; `lookup()` joins it, `query()` keeps it. */
export type Lookup = (terms: readonly Value[], call: Call) => Value[];

/** Python's way of binding arguments: by position, then by name, then defaults; `required` has none. */
export const required = Symbol('required');

/**
 * The call's arguments in the order of `parameters`.
 * @throws DroverError `TEMPLATE_FAILED` for one too many, one unknown, one given twice or one missing
 */
export function bind(call: Call, parameters: Readonly<Record<string, Value | typeof required>>): Value[] {
  const names = Object.keys(parameters);
  if (call.args.length > names.length) {
    throw argumentError(call, `it takes ${counted(names.length, 'argument')}, ${call.args.length} are given`);
  }
  for (const name of call.kwargs.keys()) {
    if (!names.includes(name)) throw argumentError(call, `it has no argument "${name}"`);
    if (names.indexOf(name) < call.args.length) throw argumentError(call, `its argument "${name}" is given twice`);
  }
  return names.map((name, i) => {
    const given = i < call.args.length ? call.args[i] : call.kwargs.get(name);
    if (given !== undefined) return given;
    const fallback = parameters[name];
    if (fallback === undefined || typeof fallback === 'symbol') throw argumentError(call, `its argument "${name}" is missing`);
    return fallback;
  });
}

/**
 * The filter's result. One that takes no call takes no arguments. Iterators come as lists, as ansible-core 2.18 unrolls them.
 *
 * @throws DroverError `TEMPLATE_FAILED` for arguments where there are none to give
 */
export function filtered(filter: Filter, value: Value, call: Call): Value {
  if (filter.length < 2) refuseArguments(call);
  const result = filter(value, call);
  return result instanceof DictView || result instanceof Range || result instanceof Iterated ? Array.from(result) : result;
}

/** The test's answer; the same holds for its arguments. */
export function tested(test: Test, value: Value, call: Call): boolean {
  if (test.length < 2) refuseArguments(call);
  return test(value, call);
}

function refuseArguments(call: Call): void {
  if (call.args.length > 0 || call.kwargs.size > 0) throw argumentError(call, 'it takes no arguments');
}

export function argumentError(call: Call, why: string): DroverError {
  return new DroverError('TEMPLATE_FAILED', `Cannot call "${call.name}": ${why}`);
}

/** A number's JavaScript value; undefined for what is no number. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Float) return value.value;
  return typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : undefined;
}

/** The class of the value that a filter or test was given, as `type_debug` names it. */
export function className(value: Value, { environment, isMade }: Call): string {
  return typeof value === 'string' && isMade === true ? 'str' : environment.className(value);
}
