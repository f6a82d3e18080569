import { Bytes, Tuple } from '../../../core/value/collections.ts';
import { failure } from '../../../core/value/failure.ts';
import { numeric } from '../../../core/value/number.ts';
import { Float, integer, type Value } from '../../../core/value/types.ts';
import { integerArgument, type Methods } from './method.ts';

type Integer = number | bigint | boolean;

function toBytes(self: Integer, [length, order]: readonly Value[]): Bytes {
  const size = integerArgument(length, 1, 'to_bytes');
  if (BigInt(self) < 0n) throw failure("Cannot convert the int: can't convert negative int to unsigned");
  const hex = BigInt(self)
    .toString(16)
    .padStart(size * 2, '0');
  if (hex.length > size * 2) throw failure('Cannot convert the int: int too big to convert');
  const bytes = Buffer.from(hex, 'hex');
  return new Bytes(new Uint8Array(order === 'little' ? bytes.reverse() : bytes));
}

/** Python's attributes of a number that are no methods; undefined for all other names and values. */
export function numberProperty(value: Value, name: string): Value | undefined {
  const number = numeric(value);
  if (number === undefined) return undefined;
  if (name === 'real') return number;
  if (name === 'imag') return number instanceof Float ? new Float(0) : 0;
  if (number instanceof Float) return undefined;
  if (name === 'numerator') return number;
  return name === 'denominator' ? 1 : undefined;
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
