import { PyObject, type Value } from '../../core/value/types.ts';
import { concat } from './concat.ts';
import type { Context, Output } from './frame.ts';
import { Undefined } from './undefined.ts';

/** A block as a value: `super()`, `self.name()`. */
export class BlockReference extends PyObject {
  readonly typeName = 'BlockReference';
  private readonly context: Context;
  private readonly name: string;
  private readonly depth: number;

  /** @param depth how many templates up; 0 is the one that is rendered */
  constructor(context: Context, name: string, depth: number) {
    super();
    this.context = context;
    this.name = name;
    this.depth = depth;
  }

  run(output: Output): void {
    const { context, name, depth } = this;
    const stack = context.blocks.get(name) ?? [];
    const parent =
      depth + 1 < stack.length
        ? new BlockReference(context, name, depth + 1)
        : new Undefined('super', `there is no parent block called '${name}'`);
    const vars = new Map<string, Value>([['super', parent]]);
    stack[depth]?.({ context, vars, parent: undefined, root: { extended: undefined, kept: 0 }, unset: undefined }, output);
  }

  override call(): Value {
    const output: Output = [];
    this.run(output);
    return concat(output, this.context.rendering);
  }

  override attribute(name: string): Value | undefined {
    return name === 'super' ? new BlockReference(this.context, this.name, this.depth + 1) : undefined;
  }

  repr(): string {
    return `<BlockReference '${this.name}'>`;
  }
}

/** The variable `self`: the template's blocks by name. */
export class TemplateReference extends PyObject {
  readonly typeName = 'TemplateReference';
  private readonly context: Context;

  constructor(context: Context) {
    super();
    this.context = context;
  }

  override attribute(name: string): Value | undefined {
    return this.item(name);
  }

  override item(key: Value): Value | undefined {
    return typeof key === 'string' && this.context.blocks.has(key) ? new BlockReference(this.context, key, 0) : undefined;
  }

  repr(): string {
    return '<TemplateReference>';
  }
}
