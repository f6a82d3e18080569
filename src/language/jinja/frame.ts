import type { Value } from '../../core/value/types.ts';
import type { Origin } from './ast.ts';
import type { Environment } from './callable.ts';
import type { Syntax } from './syntax.ts';
import { isUndefined } from './undefined.ts';

/** Where a template puts its output, piece by piece. */
export type Output = string[];

/** What a statement says about the loop around it. */
export const flow = { on: 0, break: 1, continue: 2 } as const;
export type Flow = (typeof flow)[keyof typeof flow];

export type Evaluate = (frame: Frame) => Value;
export type Execute = (frame: Frame, output: Output) => Flow;

/** A template ready to run. */
export interface Compiled {
  readonly execute: Execute;
  /** Set where the template is one `{{ }}` and nothing else. */
  readonly single: { readonly value: Evaluate; readonly keeps: boolean } | undefined;
  readonly blocks: ReadonlyMap<string, Execute>;
  /** See `TemplateNode`. */
  readonly mutates: boolean;
  readonly origin: Origin;
}

/** One rendering from the first template to the last include. */
export interface Rendering extends Environment {
  /** Whether a result that looks like a list, a dict or a boolean becomes one. */
  readonly convert: boolean;
  /** Whether templates give values instead of text (`jinja2_native`). */
  readonly native: boolean;
  /** Whether none is written out as any other value is. */
  readonly writesNone: boolean;
  readonly allowsUnsafeLookups: boolean;
  readonly syntax: Syntax;
  /** Counts turns of loops and calls of macros. @throws DroverError beyond the limit "loop-turns" */
  turn(count: number): void;
  /** Texts made by filters such as `to_json`, which stay text whatever they look like. */
  readonly keptTexts: Set<string>;
  /** A variable of the run, or a global function. */
  resolve(name: string): Value | undefined;
  global(name: string): Value | undefined;
  /** The template behind the name of an include, import or extends; undefined where there is none. */
  load(name: string): Compiled | undefined;
}

export type Resolve = (name: string) => Value | undefined;

/** What Jinja2 calls the context: the names that every part of one template file sees. */
export class Context {
  readonly rendering: Rendering;
  /** Names set at the top level. */
  readonly vars = new Map<string, Value>();
  /** Those of them that an import of this file does not pass on. */
  readonly hidden = new Set<string>();
  /** Overridden blocks first. */
  readonly blocks: Map<string, Execute[]>;
  private readonly outer: Resolve;

  constructor(rendering: Rendering, outer: Resolve, blocks = new Map<string, Execute[]>()) {
    this.rendering = rendering;
    this.outer = outer;
    this.blocks = blocks;
  }

  resolve(name: string): Value | undefined {
    const own = this.vars.get(name);
    return own === undefined ? this.outer(name) : own;
  }

  /** Adds the blocks of a template that is extended. */
  addBlocks(template: Compiled): void {
    for (const [name, block] of template.blocks) {
      const known = this.blocks.get(name);
      if (known === undefined) this.blocks.set(name, [block]);
      else known.push(block);
    }
  }
}

/** Where the run of one template's top level stands. */
export interface Root {
  /** The template that this one extends, once `{% extends %}` has run. */
  extended: Compiled | undefined;
  /** How much of the output was there before. */
  kept: number;
}

/** A scope of names within a template. */
export interface Frame {
  readonly context: Context;
  readonly vars: Map<string, Value>;
  readonly parent: Frame | undefined;
  readonly root: Root;
  /** Names that are undefined here until they are set (see `unset-names.ts`). */
  unset: ReadonlySet<string> | undefined;
}

export function rootFrame(context: Context): Frame {
  return { context, vars: context.vars, parent: undefined, root: { extended: undefined, kept: 0 }, unset: undefined };
}

export function innerFrame(parent: Frame): Frame {
  return { context: parent.context, vars: new Map(), parent, root: parent.root, unset: undefined };
}

/** The value of a name; undefined where nothing has it. */
export function resolve(frame: Frame, name: string): Value | undefined {
  for (let scope: Frame | undefined = frame; scope !== undefined; scope = scope.parent) {
    const value = scope.vars.get(name);
    if (value !== undefined) return value;
    if (scope.unset?.has(name) === true) return undefined;
  }
  return frame.context.resolve(name);
}

/**
 * The same as an included file sees it: what is not set yet here may be a variable there, and what is undefined cannot
 * even be asked for.
 */
export function resolveFromInclude(frame: Frame, name: string): Value | undefined {
  for (let scope: Frame | undefined = frame; scope !== undefined; scope = scope.parent) {
    const value = scope.vars.get(name);
    if (value === undefined) continue;
    if (isUndefined(value)) throw value.error();
    return value;
  }
  return frame.context.resolve(name);
}
