import { Tuple } from './collections.ts';
import { equals } from './compare.ts';
import { PyFunction } from './function.ts';
import { repr } from './text.ts';
import { type Dict, PyObject, type Value } from './types.ts';

/** What `dict.keys()`, `.values()` and `.items()` answer. */
export class DictView extends PyObject {
  readonly typeName: string;
  readonly part: 'keys' | 'values' | 'items';
  readonly dict: Dict;

  constructor(part: 'keys' | 'values' | 'items', dict: Dict) {
    super();
    this.part = part;
    this.typeName = `dict_${part}`;
    this.dict = dict;
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.iterate()[Symbol.iterator]();
  }

  override iterate(): Value[] {
    if (this.part === 'keys') return [...this.dict.keys()];
    if (this.part === 'values') return [...this.dict.values()];
    return Array.from(this.dict, (entry) => new Tuple(entry));
  }

  override size(): number {
    return this.dict.size;
  }

  repr(): string {
    return `${this.typeName}(${repr(this.iterate())})`;
  }

  override truthy(): boolean {
    return this.dict.size > 0;
  }

  override equals(other: Value): boolean {
    return other instanceof DictView && other.part === this.part && equals(this.iterate(), other.iterate());
  }
}

/** Python's `range`. */
export class Range extends PyObject {
  readonly typeName = 'range';
  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  override size(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.iterate()[Symbol.iterator]();
  }

  override iterate(): Value[] {
    return Array.from({ length: this.size() }, (_, i) => this.start + i * this.step);
  }

  override truthy(): boolean {
    return this.size() > 0;
  }

  override equals(other: Value): boolean {
    return other instanceof Range && equals(this.iterate(), other.iterate());
  }

  override attribute(name: string): Value | undefined {
    if (name === 'start' || name === 'stop' || name === 'step') return this[name];
    return name === 'count' ? new PyFunction(name, ([value = null]) => Number(this.contains(value))) : undefined;
  }

  override contains(value: Value): boolean {
    const offset = Number(value) - this.start;
    return typeof value === 'number' && offset % this.step === 0 && offset / this.step >= 0 && offset / this.step < this.size();
  }

  repr(): string {
    return `range(${this.start}, ${this.stop}${this.step === 1 ? '' : `, ${this.step}`})`;
  }
}

/** An iterator that Python shows as an object (`reversed`, a generator); used up by its first reader. */
export class Iterated extends PyObject {
  readonly typeName: string;
  readonly items: Iterable<Value>;

  constructor(items: Iterable<Value>, typeName = 'generator') {
    super();
    this.items = items;
    this.typeName = typeName;
  }

  [Symbol.iterator](): Iterator<Value> {
    return this.iterate()[Symbol.iterator]();
  }

  override iterate(): Iterable<Value> {
    return this.items;
  }

  repr(): string {
    return `<${this.typeName} object>`;
  }
}
