/** Fixed point: this many binary places. */
const places = 160n;
const one = 1n << places;

/** Twice the inverse hyperbolic tangent of a fraction, which is the logarithm of (1 + s) / (1 - s). */
function twiceArtanh(s: bigint): bigint {
  const square = (s * s) >> places;
  let sum = 0n;
  let power = s;
  for (let odd = 1n; power !== 0n; odd += 2n) {
    sum += power / odd;
    power = (power * square) >> places;
  }
  return 2n * sum;
}

/** The natural logarithm of mantissa · 2 ** exponent. */
function fixedLogarithm(mantissa: bigint, exponent: number): bigint {
  const unit = 1n << BigInt(mantissa.toString(2).length - 1);
  const rest = ((mantissa - unit) << places) / (mantissa + unit);
  const two = twiceArtanh(one / 3n);
  return twiceArtanh(rest) + BigInt(exponent + unit.toString(2).length - 1) * two;
}

function logarithmOf(x: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const [exponent, fraction] = [Number(bits >> 52n), bits & 0xfffffffffffffn];
  return exponent === 0 ? fixedLogarithm(fraction, -1074) : fixedLogarithm(fraction | (1n << 52n), exponent - 1075);
}

/** The natural logarithm of a positive number, right to the last digit: JavaScript's own is not. */
export function logarithm(x: number): number {
  return Number.isFinite(x) ? Number(logarithmOf(x)) / Number(one) : x;
}

/** The logarithm to the base 10 as C's libm has it, from the natural one of what is left without powers of two. */
export function decimalLogarithm(x: number): number {
  if (!Number.isFinite(x)) return x;
  const exponent = Math.floor(Math.log2(x));
  const twos = exponent < 0 ? exponent + 1 : exponent;
  const rest = twos * 3.694239077158931e-13 + Math.LOG10E * logarithm(x / 2 ** twos);
  return rest + twos * 0.30102999566361177;
}
