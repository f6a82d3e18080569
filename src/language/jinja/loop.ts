import { equals } from '../../core/value/compare.ts';
import { failure } from '../../core/value/failure.ts';
import { PyFunction } from '../../core/value/function.ts';
import { PyObject, type Value } from '../../core/value/types.ts';
import { Undefined } from './undefined.ts';

/** What a template's loop knows about itself: the variable `loop`. */
export class Loop extends PyObject {
  readonly typeName = 'LoopContext';
  at = 0;
  private readonly items: readonly Value[];
  private readonly depth: number;
  private readonly again: ((items: Value) => Value) | undefined;
  private last: readonly Value[] | undefined;

  /** @param again renders the loop's body for the items of a recursive call */
  constructor(items: readonly Value[], depth: number, again: ((items: Value) => Value) | undefined) {
    super();
    this.items = items;
    this.depth = depth;
    this.again = again;
  }

  override attribute(name: string): Value | undefined {
    const position = this.position(name);
    if (position !== undefined) return position;
    const neighbour = this.neighbour(name);
    return neighbour === undefined ? this.method(name) : neighbour;
  }

  private position(name: string): Value | undefined {
    const { at } = this;
    const { length } = this.items;
    switch (name) {
      case 'index':
        return at + 1;
      case 'index0':
        return at;
      case 'revindex':
        return length - at;
      case 'revindex0':
        return length - at - 1;
      case 'first':
        return at === 0;
      case 'last':
        return at === length - 1;
      case 'length':
        return length;
      default:
        return undefined;
    }
  }

  private neighbour(name: string): Value | undefined {
    if (name === 'previtem') return this.itemAt(this.at - 1, 'there is no previous item');
    if (name === 'nextitem') return this.itemAt(this.at + 1, 'there is no next item');
    if (name === 'depth') return this.depth;
    return name === 'depth0' ? this.depth - 1 : undefined;
  }

  private itemAt(at: number, why: string): Value {
    const item = this.items[at];
    return item === undefined ? new Undefined('item', why) : item;
  }

  private method(name: string): Value | undefined {
    if (name === 'cycle') return new PyFunction(name, (args) => this.cycle(args));
    return name === 'changed' ? new PyFunction(name, (args) => this.changed(args)) : undefined;
  }

  private cycle(args: readonly Value[]): Value {
    const value = args[this.at % args.length];
    if (value === undefined) throw failure('Cannot cycle: no items for cycling given');
    return value;
  }

  private changed(args: readonly Value[]): boolean {
    const same = this.last !== undefined && equals([...this.last], [...args]);
    this.last = args;
    return !same;
  }

  override call([items = null]: readonly Value[]): Value {
    if (this.again === undefined) {
      throw failure("Cannot call the loop: the loop must have the 'recursive' marker to be called recursively");
    }
    return this.again(items);
  }

  override size(): number {
    return this.items.length;
  }

  repr(): string {
    return `<LoopContext ${this.at + 1}/${this.items.length}>`;
  }
}
