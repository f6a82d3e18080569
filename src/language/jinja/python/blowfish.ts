/** Blowfish's state: 18 subkeys and four tables of 256 words. */
export class Blowfish {
  readonly subkeys: Uint32Array;
  readonly tables: Uint32Array;

  constructor() {
    const digits = piWords(18 + 1024);
    this.subkeys = digits.slice(0, 18);
    this.tables = digits.slice(18);
  }

  /** Encrypts the two words at `at` in place. */
  encrypt(block: Uint32Array, at: number): void {
    const { subkeys, tables } = this;
    let left = block[at] ?? 0;
    let right = block[at + 1] ?? 0;
    for (let i = 0; i < 16; i += 2) {
      left ^= subkeys[i] ?? 0;
      right ^= mixed(tables, left) ^ (subkeys[i + 1] ?? 0);
      left ^= mixed(tables, right);
    }
    block[at] = right ^ (subkeys[17] ?? 0);
    block[at + 1] = left ^ (subkeys[16] ?? 0);
  }

  /** The key schedule of bcrypt. @param salt four words, zeros for none */
  expand(key: Uint8Array, salt: Uint32Array): void {
    let at = 0;
    for (let i = 0; i < 18; i++) {
      let word = 0;
      for (let k = 0; k < 4; k++, at = (at + 1) % key.length) word = (word << 8) | (key[at] ?? 0);
      this.subkeys[i] = (this.subkeys[i] ?? 0) ^ word;
    }
    const block = new Uint32Array(2);
    let half = 0;
    for (const target of [this.subkeys, this.tables]) {
      for (let i = 0; i < target.length; i += 2, half = (half + 2) % 4) {
        block[0] = (block[0] ?? 0) ^ (salt[half] ?? 0);
        block[1] = (block[1] ?? 0) ^ (salt[half + 1] ?? 0);
        this.encrypt(block, 0);
        target.set(block, i);
      }
    }
  }
}

function mixed(tables: Uint32Array, word: number): number {
  const sum =
    ((tables[word >>> 24] ?? 0) + (tables[256 + ((word >>> 16) & 0xff)] ?? 0)) ^ (tables[512 + ((word >>> 8) & 0xff)] ?? 0);
  return (sum + (tables[768 + (word & 0xff)] ?? 0)) | 0;
}

/** The fraction of pi in words of 32 bits, which is what Blowfish starts from (Machin's formula; a few ms). */
function piWords(count: number): Uint32Array {
  const bits = BigInt(count * 32 + 64);
  const arctan = (divisor: bigint): bigint => {
    const square = divisor * divisor;
    let power = (1n << bits) / divisor;
    let sum = 0n;
    for (let odd = 1n; power > 0n; odd += 2n, power /= square) sum += (odd & 2n) === 0n ? power / odd : -(power / odd);
    return sum;
  };
  const pi = 16n * arctan(5n) - 4n * arctan(239n);
  const hex = (pi - (3n << bits)).toString(16).padStart(count * 8 + 16, '0');
  return Uint32Array.from({ length: count }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));
}
