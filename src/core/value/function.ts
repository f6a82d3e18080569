import { PyObject, type Value } from './types.ts';

export type Callback = (args: readonly Value[], kwargs: ReadonlyMap<string, Value>) => Value;

/** Something that a template can call: a global function, a method taken off its object. */
export class PyFunction extends PyObject {
  readonly typeName: string;
  readonly name: string;
  readonly callback: Callback;

  constructor(name: string, callback: Callback, typeName = 'function') {
    super();
    this.name = name;
    this.callback = callback;
    this.typeName = typeName;
  }

  repr(): string {
    return `<${this.typeName} ${this.name}>`;
  }

  override call(args: readonly Value[], kwargs: ReadonlyMap<string, Value>): Value {
    return this.callback(args, kwargs);
  }
}

export const noKwargs: ReadonlyMap<string, Value> = new Map();
