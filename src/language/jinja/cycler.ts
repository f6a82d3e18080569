import { failure } from '../../core/value/failure.ts';
import { PyFunction } from '../../core/value/function.ts';
import { PyObject, type Value } from '../../core/value/types.ts';

/** Jinja2's `cycler('a', 'b')`. */
export class Cycler extends PyObject {
  readonly typeName = 'Cycler';
  private readonly items: readonly Value[];
  private at = 0;

  constructor(items: readonly Value[]) {
    super();
    if (items.length === 0) throw failure('Cannot make a cycler: at least one item has to be provided');
    this.items = items;
  }

  override attribute(name: string): Value | undefined {
    if (name === 'current') return this.items[this.at];
    if (name === 'next') return new PyFunction(name, () => this.next());
    return name === 'reset' ? new PyFunction(name, () => this.reset()) : undefined;
  }

  private next(): Value {
    const value = this.items[this.at] ?? null;
    this.at = (this.at + 1) % this.items.length;
    return value;
  }

  private reset(): null {
    this.at = 0;
    return null;
  }

  repr(): string {
    return '<jinja2.utils.Cycler object>';
  }
}

/** Jinja2's `joiner(', ')`: nothing the first time, the separator after. */
export class Joiner extends PyObject {
  readonly typeName = 'Joiner';
  private readonly separator: string;
  private used = false;

  constructor(separator: string) {
    super();
    this.separator = separator;
  }

  override call(): Value {
    if (this.used) return this.separator;
    this.used = true;
    return '';
  }

  repr(): string {
    return '<jinja2.utils.Joiner object>';
  }
}
