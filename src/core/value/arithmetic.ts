import { beyond, limits } from '../limits.ts';
import { PySet, Tuple } from './collections.ts';
import { distinct, includes } from './compare.ts';
import { failure } from './failure.ts';
import { bigFloorDivide, double, exact, floatModulo, type Numeric, numeric, quotient } from './number.ts';
import { percentFormat } from './percent-format.ts';
import { toList } from './sequence.ts';
import { typeName } from './text.ts';
import { PyTimedelta } from './timedelta.ts';
import { Float, integer, PyObject, type Value } from './types.ts';
import { DictView } from './views.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** Python's binary operators. @throws DroverError `TEMPLATE_FAILED` where Python raises */
export function arithmetic(operator: ArithmeticOperator, a: Value, b: Value): Value {
  if (operator === '%' && typeof a === 'string') return percentFormat(a, b);
  const [x, y] = [numeric(a), numeric(b)];
  if (x !== undefined && y !== undefined) return numbers(operator, x, y);
  const result = otherTypes(operator, a, b) ?? own(operator, a, b);
  if (result !== undefined) return result;
  throw failure(
    `Cannot evaluate the expression: unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`,
  );
}

function own(operator: string, a: Value, b: Value): Value | undefined {
  const left = a instanceof PyObject ? a.operate(operator, b, false) : undefined;
  return left ?? (b instanceof PyObject ? b.operate(operator, a, true) : undefined);
}

function otherTypes(operator: ArithmeticOperator, a: Value, b: Value): Value | undefined {
  if (operator === '+') return joined(a, b);
  if (operator === '*') return typeof a === 'number' || typeof a === 'boolean' ? repeated(b, a) : repeated(a, b);
  return operator === '-' ? difference(a, b) : undefined;
}

/** A set without another's items. The keys and the items of a dict count as sets, beside which stands anything with items. */
function difference(a: Value, b: Value): Value | undefined {
  const hasView = isSetLike(a) || isSetLike(b);
  if (!hasView && !(a instanceof PySet && b instanceof PySet)) return undefined;
  const without = toList(b);
  return new PySet(distinct(toList(a).filter((item) => !includes(without, item))));
}

function isSetLike(value: Value): boolean {
  return value instanceof DictView && value.part !== 'values';
}

function joined(a: Value, b: Value): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  return a instanceof Tuple && b instanceof Tuple ? new Tuple([...a.items, ...b.items]) : undefined;
}

function repeated(value: Value, times: Value): Value | undefined {
  if (typeof times !== 'number' && typeof times !== 'boolean') return undefined;
  const count = Math.max(0, Number(times));
  const check = (name: 'text-length' | 'list-length', size: number) => {
    if (size * count > limits[name]) throw beyond(name, 'Cannot repeat the value: the result is too large');
  };
  if (typeof value === 'string') {
    check('text-length', value.length);
    return value.repeat(count);
  }
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (items === undefined) return undefined;
  check('list-length', items.length);
  const copies = Array.from({ length: count }, () => items).flat() as Value[];
  return value instanceof Tuple ? new Tuple(copies) : copies;
}

function numbers(operator: ArithmeticOperator, a: Numeric, b: Numeric): Value {
  if (operator === '/') return divide(a, b);
  if (operator === '**') return power(a, b);
  if (a instanceof Float || b instanceof Float) return new Float(floats(operator, double(a), double(b)));
  if (operator === '+')
    return exact(
      a,
      b,
      (x, y) => x + y,
      (x, y) => x + y,
    );
  if (operator === '-')
    return exact(
      a,
      b,
      (x, y) => x - y,
      (x, y) => x - y,
    );
  if (operator === '*') {
    checkProduct(a, b);
    return exact(
      a,
      b,
      (x, y) => x * y,
      (x, y) => x * y,
    );
  }
  if (Number(b) === 0) throw failure('Cannot divide the value: integer division or modulo by zero');
  if (operator === '//') return exact(a, b, (x, y) => Math.floor(x / y), bigFloorDivide);
  return exact(
    a,
    b,
    (x, y) => x - y * Math.floor(x / y),
    (x, y) => x - y * bigFloorDivide(x, y),
  );
}

/** A loop that squares a number doubles its digits with each turn. */
function checkProduct(a: Numeric, b: Numeric): void {
  if (typeof a !== 'bigint' || typeof b !== 'bigint') return;
  const digits = (a.toString(16).length + b.toString(16).length) * Math.log10(16);
  if (digits > limits['number-digits']) throw beyond('number-digits', 'Cannot multiply: the result is too large');
}

function floats(operator: ArithmeticOperator, a: number, b: number): number {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (b === 0) throw failure(`Cannot divide the value: float ${operator === '%' ? 'modulo' : 'floor division by zero'}`);
  if (operator === '%') return floatModulo(a, b);
  const whole = (a - floatModulo(a, b)) / b;
  // Python takes the sign of a zero from the exact quotient.
  return whole === 0 ? (a / b) * 0 : whole;
}

function divide(a: Numeric, b: Numeric): Float {
  if (double(b) === 0) throw failure('Cannot divide the value: division by zero');
  const [x, y] = [double(a), double(b)];
  const isWhole = !(a instanceof Float) && !(b instanceof Float);
  const result = isWhole && (typeof a === 'bigint' || typeof b === 'bigint') ? quotient(BigInt(a), BigInt(b)) : x / y;
  const isTooLarge = isWhole ? !Number.isFinite(result) : isLargeInt(a) || isLargeInt(b);
  if (isTooLarge) throw failure('Cannot divide the value: integer division result too large for a float');
  return new Float(result);
}

function isLargeInt(value: Numeric): boolean {
  return typeof value === 'bigint' && !Number.isFinite(Number(value));
}

function power(a: Numeric, b: Numeric): Value {
  if (!(a instanceof Float) && !(b instanceof Float) && b >= 0) {
    if (Number(b) * Math.log10(Math.abs(Number(a))) > limits['number-digits'])
      throw beyond('number-digits', 'Cannot raise to the power: the result is too large');
    return exact(
      a,
      b,
      (x, y) => x ** y,
      (x, y) => x ** y,
    );
  }
  if (double(a) === 0 && double(b) < 0) throw failure('Cannot raise to the power: 0.0 cannot be raised to a negative power');
  const result = double(a) ** double(b);
  if (Number.isFinite(result) || !Number.isFinite(double(a)) || !Number.isFinite(double(b))) return new Float(result);
  throw failure(
    `Cannot raise to the power: ${Number.isNaN(result) ? 'the result is a complex number' : 'numerical result out of range'}`,
  );
}

/** Python's unary minus and plus. */
export function signed(sign: '-' | '+', value: Value): Value {
  if (value instanceof PyTimedelta) return value.signed(sign);
  const number = numeric(value);
  if (number === undefined) {
    throw failure(`Cannot evaluate the expression: bad operand type for unary ${sign}: '${typeName(value)}'`);
  }
  if (sign === '+') return number;
  if (number instanceof Float) return new Float(-number.value);
  return number === 0 ? 0 : integer(-number as number | bigint);
}
