import type { Controller, RenderOptions } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import type { Settings } from '../core/settings/honoured.ts';
import type { Value } from '../core/value/types.ts';
import type { Located } from '../language/ast.ts';
import type { Call } from '../language/jinja/callable.ts';
import { omitPlaceholder, withoutOmitted } from '../language/jinja/omit.ts';
import type { Registry } from '../language/jinja/registry.ts';
import { staticText } from '../language/jinja/render-text.ts';
import { ansibleSyntax } from '../language/jinja/syntax.ts';
import { TemplateRun } from '../language/jinja/template-run.ts';
import { Templar } from '../language/templar.ts';
import type { Scope } from './scope.ts';

/** Where templates are rendered: the variables they see and the files they find. */
export interface Place {
  readonly scope: Scope;
  readonly controller: Controller;
  readonly plugins: Registry;
  readonly settings?: Settings | undefined;
  readonly find: (src: string, folder: 'files' | 'templates' | 'vars') => string | undefined;
}

/**
 * Rendering at one place of a run. String literals in templates have their backslashes doubled, as Ansible does
 * everywhere but in template files. Most tasks have nothing to render: what it takes is made when it is needed.
 */
export class Templates {
  readonly #place: () => Place;
  #made: { readonly scope: Scope; readonly templar: Templar } | undefined;

  constructor(place: () => Place) {
    this.#place = place;
  }

  get scope(): Scope {
    return this.#make().scope;
  }

  get #templar(): Templar {
    return this.#make().templar;
  }

  #make(): { readonly scope: Scope; readonly templar: Templar } {
    if (this.#made !== undefined) return this.#made;
    const { scope, controller, plugins, settings, find } = this.#place();
    const variables = {
      get: (name: string) => scope.get(name),
      isMade: (name: string) => scope.isMade(name),
      names: () => scope.names(),
      version: 0,
    };
    this.#made = { scope, templar: new Templar({ ...plugins, variables, controller, settings, find }) };
    return this.#made;
  }

  /** The value with its templates rendered. */
  value(value: Value): Value {
    return isLiteral(value) ? value : this.#templar.template(value);
  }

  /** The same of a keyword; errors name its place. */
  keyword({ value, span }: Located): Value {
    return isLiteral(value) ? value : this.#templar.template(value, { span });
  }

  /** The same for storing: what must not be rendered again is marked. */
  storedKeyword({ value, span }: Located): Value {
    return this.#templar.templateForStorage(value, { span });
  }

  /** A task argument; what renders to `omit` inside is left out. */
  argument({ value, span }: Located): Value {
    return isLiteral(value) ? value : asOption(() => withoutOmitted(this.#templar.template(value, { span })));
  }

  /** The same for storing: what must not be rendered again is marked. */
  storedArgument({ value, span }: Located): Value {
    return asOption(() => this.#templar.templateForStorage(value, { span }));
  }

  /** A condition as `when` understands it. */
  condition({ value, span }: Located): boolean {
    if (typeof value === 'boolean') return value;
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

/** Says of a variable that is missing that a task's option wants it, as Ansible does and plays look for. */
function asOption<T>(render: () => T): T {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof DroverError) || error.code !== 'VARIABLE_UNDEFINED') throw error;
    const { message, span, hint, result } = error;
    const told = `The task includes an option with an undefined variable. The error was: ${message}`;
    throw new DroverError(error.code, told, { span, hint, result, cause: error });
  }
}

/** Whether there is nothing to render in a value; lists and dicts are not looked into. */
function isLiteral(value: Value): boolean {
  return typeof value === 'string' ? staticText(value) : value === null || typeof value !== 'object';
}

/** Whether a rendered value is `omit`. */
export function isOmitted(value: Value): boolean {
  return value === omitPlaceholder;
}
