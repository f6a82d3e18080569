import { repr } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';

/** Jinja2's `namespace()`: attributes that inner scopes may set. */
export class Namespace extends PyObject {
  readonly typeName = 'Namespace';
  readonly values: Map<string, Value>;

  constructor(values: Map<string, Value>) {
    super();
    this.values = values;
  }

  override attribute(name: string): Value | undefined {
    return this.values.get(name);
  }

  override item(key: Value): Value | undefined {
    return typeof key === 'string' ? this.values.get(key) : undefined;
  }

  repr(): string {
    return `<Namespace ${repr(new Map(this.values))}>`;
  }
}
