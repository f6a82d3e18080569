import { includes, sameItems } from './compare.ts';
import { repr } from './text.ts';
import { PyObject, type Value } from './types.ts';

abstract class Collection extends PyObject {
  readonly items: readonly Value[];

  constructor(items: readonly Value[]) {
    super();
    this.items = items;
  }

  override truthy(): boolean {
    return this.items.length > 0;
  }

  override iterate(): Iterable<Value> {
    return this.items;
  }

  override size(): number {
    return this.items.length;
  }
}

/** Python's tuple. */
export class Tuple extends Collection {
  readonly typeName: string = 'tuple';

  repr(): string {
    return this.items.length === 1 ? `(${repr(this.items[0] ?? null)},)` : `(${this.items.map(repr).join(', ')})`;
  }

  override equals(other: Value): boolean {
    return other instanceof Tuple && sameItems(this.items, other.items);
  }
}

/** Python's set: items without duplicates (see `distinct`), in insertion order, which Python does not promise. */
export class PySet extends Collection {
  readonly typeName = 'set';

  repr(): string {
    return this.items.length === 0 ? 'set()' : `{${this.items.map(repr).join(', ')}}`;
  }

  override equals(other: Value): boolean {
    return (
      other instanceof PySet &&
      other.items.length === this.items.length &&
      this.items.every((item) => includes(other.items, item))
    );
  }
}

/** Python's bytes. */
export class Bytes extends PyObject {
  readonly typeName = 'bytes';
  readonly data: Uint8Array;

  constructor(data: Uint8Array) {
    super();
    this.data = data;
  }

  repr(): string {
    let text = '';
    for (const byte of this.data) text += byteText(byte);
    return text.includes("'") && !text.includes('"') ? `b"${text}"` : `b'${text.replaceAll("'", "\\'")}'`;
  }

  override truthy(): boolean {
    return this.data.length > 0;
  }

  override iterate(): Iterable<Value> {
    return this.data;
  }

  override size(): number {
    return this.data.length;
  }

  override equals(other: Value): boolean {
    return other instanceof Bytes && Buffer.compare(this.data, other.data) === 0;
  }
}

function byteText(byte: number): string {
  const named = { 9: '\\t', 10: '\\n', 13: '\\r', 92: '\\\\' }[byte];
  if (named !== undefined) return named;
  return byte >= 32 && byte < 127 ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
}
