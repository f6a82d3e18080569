import type { Controller, RenderOptions } from '../core/controller.ts';
import type { Value } from '../core/value/types.ts';
import type { Located } from '../language/ast.ts';
import type { Call } from '../language/jinja/callable.ts';
import { omitPlaceholder, withoutOmitted } from '../language/jinja/omit.ts';
import type { Registry } from '../language/jinja/registry.ts';
import { ansibleSyntax } from '../language/jinja/syntax.ts';
import { TemplateRun } from '../language/jinja/template-run.ts';
import { Templar } from '../language/templar.ts';
import type { Scope } from './scope.ts';

/** Where templates are rendered: the variables they see and the files they find. */
export interface Place {
  readonly scope: Scope;
  readonly controller: Controller;
  readonly plugins: Registry;
  readonly find: (src: string, folder: 'files' | 'templates' | 'vars') => string | undefined;
}

/** Rendering at one place of a run. */
export class Templates {
  readonly scope: Scope;
  readonly #templar: Templar;

  constructor({ scope, controller, plugins, find }: Place) {
    this.scope = scope;
    const variables = { get: (name: string) => scope.get(name), names: () => scope.names(), version: 0 };
    this.#templar = new Templar({ ...plugins, variables, controller, find });
  }

  /** The value with its templates rendered. */
  value(value: Value): Value {
    return this.#templar.template(value, { escapeBackslashes: false });
  }

  /** The same of a keyword; errors name its place. */
  keyword({ value, span }: Located): Value {
    return this.#templar.template(value, { escapeBackslashes: false, span });
  }

  /**
   * A task argument: string literals in its templates have their backslashes doubled, as Ansible does, and what
   * renders to `omit` inside is left out.
   */
  argument({ value, span }: Located): Value {
    return withoutOmitted(this.#templar.template(value, { span }));
  }

  /** The same for storing: what must not be rendered again is marked. */
  storedArgument({ value, span }: Located): Value {
    return this.#templar.templateForStorage(value, { span });
  }

  /** A condition as `when` understands it. */
  condition({ value, span }: Located): boolean {
    return this.#templar.condition(value, { span });
  }

  /** A condition that a module was given as an argument. */
  holds(condition: Value): boolean {
    return this.#templar.condition(condition);
  }

  /** An expression without braces. */
  evaluate(expression: string): Value {
    return this.#templar.evaluate(expression);
  }

  /** A template file's text. */
  render(path: string, text: string, options?: RenderOptions): string {
    return this.#templar.render(path, text, options);
  }

  /** The call of a lookup that no template wrote (`with_items`). */
  call(name: string): Call {
    const environment = new TemplateRun(this.#templar, { convert: true, syntax: ansibleSyntax, path: undefined, mutates: false });
    return { name, args: [], kwargs: new Map(), environment };
  }
}

/** Whether a rendered value is `omit`. */
export function isOmitted(value: Value): boolean {
  return value === omitPlaceholder;
}
