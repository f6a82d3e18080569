import { text } from '../../../core/value/text.ts';
import { Float, type Value } from '../../../core/value/types.ts';
import { crypto } from './node-crypto.ts';

/** Python's `random.Random`: the Mersenne Twister MT19937, seeded as version 2 does. */
export class PythonRandom {
  private readonly state: Uint32Array = new Uint32Array(624);
  private index = 624;

  constructor(seed: Value) {
    this.seedWith(seedWords(seed));
  }

  private seedOne(seed: number): void {
    this.state[0] = seed;
    for (let i = 1; i < 624; i++) {
      const last = this.state[i - 1] ?? 0;
      this.state[i] = (Math.imul(1812433253, last ^ (last >>> 30)) + i) >>> 0;
    }
  }

  private seedWith(key: readonly number[]): void {
    const state = this.state;
    this.seedOne(19650218);
    let i = 1;
    let j = 0;
    for (let k = Math.max(624, key.length); k > 0; k--) {
      const last = state[i - 1] ?? 0;
      state[i] = (((state[i] ?? 0) ^ Math.imul(last ^ (last >>> 30), 1664525)) + (key[j] ?? 0) + j) >>> 0;
      i = this.wrap(i + 1);
      j = (j + 1) % key.length;
    }
    for (let k = 623; k > 0; k--) {
      const last = state[i - 1] ?? 0;
      state[i] = (((state[i] ?? 0) ^ Math.imul(last ^ (last >>> 30), 1566083941)) - i) >>> 0;
      i = this.wrap(i + 1);
    }
    state[0] = 0x80000000;
  }

  private wrap(i: number): number {
    if (i < 624) return i;
    this.state[0] = this.state[623] ?? 0;
    return 1;
  }

  private twist(): void {
    const state = this.state;
    for (let i = 0; i < 624; i++) {
      const y = ((state[i] ?? 0) & 0x80000000) | ((state[(i + 1) % 624] ?? 0) & 0x7fffffff);
      state[i] = (state[(i + 397) % 624] ?? 0) ^ (y >>> 1) ^ ((y & 1) === 1 ? 0x9908b0df : 0);
    }
    this.index = 0;
  }

  private next32(): number {
    if (this.index >= 624) this.twist();
    let y = this.state[this.index++] ?? 0;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  private bits(count: number): bigint {
    let value = 0n;
    for (let shift = 0; count > 0; shift += 32, count -= 32) {
      const word = this.next32();
      value |= BigInt(count < 32 ? word >>> (32 - count) : word) << BigInt(shift);
    }
    return value;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    const wide = BigInt(limit);
    const count = wide.toString(2).length;
    let value = this.bits(count);
    while (value >= wide) value = this.bits(count);
    return Number(value);
  }

  /** The items in a new order. */
  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = copy[i] as T;
      copy[i] = copy[j] as T;
      copy[j] = kept;
    }
    return copy;
  }
}

/** The seed as 32-bit words, lowest first: an int's size, or a text's bytes with their SHA-512. */
function seedWords(seed: Value): number[] {
  if (seed instanceof Float) return integerWords(BigInt(Math.trunc(seed.value)));
  if (typeof seed === 'number' || typeof seed === 'bigint' || typeof seed === 'boolean') return integerWords(BigInt(seed));
  const bytes = Buffer.from(text(seed), 'utf8');
  const digest = crypto().createHash('sha512').update(bytes).digest();
  return integerWords(BigInt(`0x${Buffer.concat([bytes, digest]).toString('hex')}`));
}

function integerWords(seed: bigint): number[] {
  const words: number[] = [];
  for (let rest = seed < 0n ? -seed : seed; rest > 0n; rest >>= 32n) words.push(Number(rest & 0xffffffffn));
  return words.length === 0 ? [0] : words;
}
