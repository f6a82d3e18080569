import { beyond, limits } from '../limits.ts';
import { Tuple } from './collections.ts';
import { equals } from './compare.ts';
import { failure } from './failure.ts';
import { PyFunction } from './function.ts';
import { double, numeric } from './number.ts';
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

function searched(value: Value | undefined): Value {
  if (value === undefined) throw failure('Cannot search the range: it takes exactly one argument');
  return value;
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
    if (this.size() > limits['list-length']) throw beyond('list-length', `Cannot list ${this.repr()}: it is too long`);
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
    if (name === 'count') return new PyFunction(name, ([value]) => Number(this.contains(searched(value))));
    return name === 'index' ? new PyFunction(name, ([value]) => this.index(searched(value))) : undefined;
  }

  private index(value: Value): number {
    const at = this.iterate().findIndex((item) => equals(item, value));
    if (at < 0) throw failure(`Cannot find the value: ${repr(value)} is not in range`);
    return at;
  }

  override contains(value: Value): boolean {
    const number = numeric(value);
    if (number === undefined) return value instanceof PyObject && this.iterate().some((item) => equals(item, value));
    const offset = double(number) - this.start;
    return offset % this.step === 0 && offset / this.step >= 0 && offset / this.step < this.size();
  }

  /** The range of a slice whose bounds are positions within this one. */
  slice(start: number, stop: number, step: number): Range {
    return new Range(this.start + start * this.step, this.start + stop * this.step, this.step * step);
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
