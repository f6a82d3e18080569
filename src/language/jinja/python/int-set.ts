import type { Value } from '../../../core/value/types.ts';

const linearProbes = 9;

/**
 * CPython 3.11's set of ints, for the order in which it lists them: that of its hash table. Sets of text have
 * no order one could foresee, since their hashes differ from run to run.
 */
export class IntSet {
  private table: (Value | undefined)[] = new Array<Value | undefined>(8).fill(undefined);
  private used = 0;
  /** Slots that were ever taken; a removed item keeps its slot until the table grows. */
  private fill = 0;

  static of(items: Iterable<Value>): IntSet {
    const set = new IntSet();
    for (const item of items) set.add(item);
    return set;
  }

  /** A copy as `a | b` begins with. */
  copy(): IntSet {
    const set = new IntSet();
    set.merge(this);
    return set;
  }

  get size(): number {
    return this.used;
  }

  items(): Value[] {
    return this.table.filter((item): item is Value => item !== undefined && item !== removed);
  }

  has(item: Value): boolean {
    return this.table[this.slot(Number(item))] !== undefined;
  }

  add(item: Value): void {
    const slot = this.slot(Number(item), true);
    const present = this.table[slot];
    if (present !== undefined && present !== removed) return;
    this.table[slot] = item;
    this.used++;
    if (present === removed) return;
    this.fill++;
    if (this.fill * 5 >= (this.table.length - 1) * 3) this.resize(this.used > 50_000 ? this.used * 2 : this.used * 4);
  }

  remove(item: Value): boolean {
    const slot = this.slot(Number(item));
    if (this.table[slot] === undefined) return false;
    this.table[slot] = removed;
    this.used--;
    return true;
  }

  merge(other: IntSet): void {
    if ((this.fill + other.used) * 5 >= (this.table.length - 1) * 3) this.resize((this.used + other.used) * 2);
    if (this.fill === 0 && this.table.length === other.table.length && other.fill === other.used) {
      this.table = [...other.table];
      this.used = other.used;
      this.fill = other.fill;
    } else for (const item of other.items()) this.add(item);
  }

  /** Where the item is, else the free slot where it would go, or with `reuse` the first one that was left. */
  private slot(item: number, reuse = false): number {
    let left: number | undefined;
    for (const slot of probed(item, this.table.length - 1)) {
      const found = this.table[slot];
      if (found === undefined) return left ?? slot;
      if (found !== removed && Number(found) === item) return slot;
      if (found === removed && reuse) left ??= slot;
    }
    return 0;
  }

  private resize(least: number): void {
    const items = this.items();
    let size = 8;
    while (size <= least) size *= 2;
    this.table = new Array<Value | undefined>(size).fill(undefined);
    this.used = items.length;
    this.fill = items.length;
    for (const item of items) this.table[this.slot(Number(item))] = item;
  }
}

/** The slots in the order in which CPython looks at them: without end. */
function* probed(item: number, mask: number): Generator<number> {
  let perturb = BigInt.asUintN(64, BigInt(item === -1 ? -2 : item));
  let at = Number(perturb & BigInt(mask));
  for (;;) {
    const probes = at + linearProbes <= mask ? linearProbes : 0;
    for (let slot = at; slot <= at + probes; slot++) yield slot;
    perturb >>= 5n;
    at = Number((BigInt(at) * 5n + 1n + perturb) & BigInt(mask));
  }
}

/** Marks the slot of an item that was taken out. */
const removed = 'removed';

/** Whether these are ints (or booleans) whose hash is their value. */
export function areInts(items: readonly Value[]): boolean {
  return items.every((item) => typeof item === 'number' || typeof item === 'boolean');
}
