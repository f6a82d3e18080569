import { PyObject, type Value } from '../../core/value/types.ts';
import type { Context } from './frame.ts';

/** An imported template: what it set at its top level. */
export class TemplateModule extends PyObject {
  readonly typeName = 'TemplateModule';
  private readonly name: string;
  private readonly context: Context;
  private readonly body: string;

  constructor(name: string, context: Context, body: string) {
    super();
    this.name = name;
    this.context = context;
    this.body = body;
  }

  override attribute(name: string): Value | undefined {
    return name.startsWith('_') || this.context.hidden.has(name) ? undefined : this.context.vars.get(name);
  }

  repr(): string {
    return `<TemplateModule '${this.name}'>`;
  }

  override text(): string {
    return this.body;
  }
}
