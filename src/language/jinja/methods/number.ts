import { Bytes, Tuple } from '../../../core/value/collections.ts';
import { failure } from '../../../core/value/failure.ts';
import { Float, integer, type Value } from '../../../core/value/types.ts';
import { integerArgument, type Methods } from './method.ts';

type Integer = number | bigint | boolean;

function toBytes(self: Integer, [length, order]: readonly Value[]): Bytes {
  const size = integerArgument(length, 1, 'to_bytes');
  const hex = BigInt(self)
    .toString(16)
    .padStart(size * 2, '0');
  if (hex.length > size * 2) throw failure('Cannot convert the int: int too big to convert');
  const bytes = Buffer.from(hex, 'hex');
  return new Bytes(new Uint8Array(order === 'little' ? bytes.reverse() : bytes));
}

/** Python's `int` methods. */
export const integerMethods: Methods<Integer> = {
  bit_length: (self) => {
    const size = BigInt(self) < 0n ? -BigInt(self) : BigInt(self);
    return size === 0n ? 0 : size.toString(2).length;
  },
  bit_count: (self) => BigInt(self).toString(2).replaceAll(/[^1]/g, '').length,
  conjugate: (self) => integer(typeof self === 'boolean' ? Number(self) : self),
  as_integer_ratio: (self) => new Tuple([integer(typeof self === 'boolean' ? Number(self) : self), 1]),
  to_bytes: toBytes,
};

/** Python's `float` methods. */
export const floatMethods: Methods<Float> = {
  is_integer: (self) => Number.isInteger(self.value),
  conjugate: (self) => new Float(self.value),
};
