import type { Controller, RenderOptions } from '../core/controller.ts';
import type { Value } from '../core/value/types.ts';
import type { Located } from '../language/ast.ts';
import type { Call, Filter, Lookup, Test } from '../language/jinja/callable.ts';
import type { Scope } from './scope.ts';

/** Filters, tests and lookups by name. */
export interface Plugins {
  filter(name: string): Filter | undefined;
  test(name: string): Test | undefined;
  lookup(name: string): Lookup | undefined;
}

/** Rendering at one place of a run: the variables there, and where its files are looked for. */
export interface Templates {
  /** The value with its templates rendered. */
  value(located: Located | Value): Value;
  /** A task argument's value: string literals in its templates have their backslashes doubled, as Ansible does. */
  argument(located: Located): Value;
  /** As `value`, for storing: what must not be rendered again is marked. */
  stored(value: Value): Value;
  /** A condition as `when` understands it. */
  condition(condition: Located | Value): boolean;
  /** An expression without braces. */
  evaluate(expression: string): Value;
  /** A template file. */
  render(path: string, text: string, options?: RenderOptions): string;
  /** The call of a filter or lookup that no template wrote (`with_items`). */
  call(name: string): Call;
  readonly scope: Scope;
}

/** Whether a rendered value is `omit`. */
export function isOmitted(value: Value): boolean {
  return value === undefined;
}

export interface Place {
  readonly scope: Scope;
  readonly controller: Controller;
  readonly plugins: Plugins;
  readonly find: (src: string, folder: 'files' | 'templates' | 'vars') => string | undefined;
}

export function makeTemplates(place: Place): Templates {
  throw new Error(`not yet: ${String(place)}`);
}
