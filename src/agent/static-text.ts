import type { Controller } from '../core/controller.ts';
import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import { Scope } from '../engine/scope.ts';
import { Templates } from '../engine/templates.ts';
import type { ParseContext } from '../language/parse-context.ts';
import { plugins } from './plugins.ts';

/** Names of imported files and roles may use extra variables, and those of the places around them. */
export class StaticText {
  readonly #controller: Controller;
  readonly #extraVars: ReadonlyMap<string, Value>;
  #isTemplated = false;

  constructor(controller: Controller, extraVars: ReadonlyMap<string, Value>) {
    this.#controller = controller;
    this.#extraVars = extraVars;
  }

  /** Whether any of the names so far may have come from an extra variable. */
  get isOfThisRun(): boolean {
    return this.#isTemplated && this.#extraVars.size > 0;
  }

  readonly of: ParseContext['staticText'] = ({ value }, vars) => {
    const source = text(value);
    if (!source.includes('{{')) return source;
    this.#isTemplated = true;
    const templates = new Templates(() => ({
      scope: new Scope({ play: vars, extra: [this.#extraVars] }),
      controller: this.#controller,
      plugins,
      find: () => undefined,
    }));
    try {
      return text(templates.value(source));
    } catch (error) {
      if (error instanceof DroverError) return undefined;
      throw error;
    }
  };
}
