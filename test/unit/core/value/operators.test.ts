import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArithmeticOperator, arithmetic } from '../../../../src/core/value/arithmetic.ts';
import { PySet, Tuple } from '../../../../src/core/value/collections.ts';
import { compareText, type OrderOperator, ordered } from '../../../../src/core/value/order.ts';
import { percentFormat } from '../../../../src/core/value/percent-format.ts';
import { contains, dictGet, dictSet, itemAt, lengthOf, sliceOf } from '../../../../src/core/value/sequence.ts';
import { Float, type Value } from '../../../../src/core/value/types.ts';
import { DictView, Range } from '../../../../src/core/value/views.ts';

describe('arithmetic', () => {
  it.each<[Value, ArithmeticOperator, Value, Value]>([
    [2 ** 53 - 1, '+', 1, 2n ** 53n],
    [2n ** 53n, '-', 1, 2 ** 53 - 1],
    [-7, '//', 2, -4],
    [-7, '%', 3, 2],
    [new Float(-7.5), '%', 2, new Float(0.5)],
    [7, '/', 7, new Float(1)],
    [2, '**', 100, 2n ** 100n],
    [true, '+', true, 2],
    [[1], '*', 2, [1, 1]],
    [2, '*', 'ab', 'abab'],
    [new PySet([1, 2]), '-', new PySet([2]), new PySet([1])],
  ])('%s %s %s', (a, operator, b, wanted) => expect(arithmetic(operator, a, b)).toEqual(wanted));

  it('agrees with exact whole numbers', () => {
    const whole = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n });
    const value = (n: bigint): Value => (n >= -(2n ** 53n) + 1n && n <= 2n ** 53n - 1n ? Number(n) : n);
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        expect(arithmetic('*', value(a), value(b))).toBe(value(a * b) === 0 ? 0 : value(a * b));
        if (b === 0n) return;
        const quotient = arithmetic('//', value(a), value(b)) as bigint | number;
        const rest = arithmetic('%', value(a), value(b)) as bigint | number;
        expect(BigInt(quotient) * b + BigInt(rest)).toBe(a);
      }),
    );
  });
});

describe('ordered', () => {
  it.each<[Value, OrderOperator, Value, boolean]>([
    [1, '<', new Float(1.5), true],
    [[1, 2], '<', [1, 2, 0], true],
    [new Tuple(['a']), '>=', new Tuple(['a']), true],
    [new PySet([1]), '<', new PySet([1, 2]), true],
    ['\uffff', '<', '😀', true],
  ])('%s %s %s is %s', (a, operator, b, wanted) => expect(ordered(operator, a, b)).toBe(wanted));

  it('sorts text by code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'));
        return Math.sign(compareText(a, b)) === bytes;
      }),
    );
  });
});

describe('sequences', () => {
  it('count and cut text by code points', () => {
    expect(lengthOf('a😀b')).toBe(3);
    expect(itemAt('a😀b', 1)).toBe('😀');
    expect(sliceOf('a😀b', { start: undefined, stop: undefined, step: -1 })).toBe('b😀a');
  });

  it.each([
    [1, 3, undefined, [1, 2]],
    [-2, undefined, undefined, [3, 4]],
    [undefined, undefined, 2, [0, 2, 4]],
    [10, 1, -2, [4, 2]],
    [3, 1, undefined, []],
  ])('cut lists [%s:%s:%s]', (start, stop, step, wanted) => {
    expect(sliceOf([0, 1, 2, 3, 4], { start, stop, step })).toEqual(wanted);
  });

  it('find keys that are equal, whatever their type', () => {
    const dict = new Map<Value, Value>([[1, 'one']]);
    dictSet(dict, new Float(1), 'uno');
    dictSet(dict, new Tuple([1]), 'tuple');
    expect(dict.size).toBe(2);
    expect(dictGet(dict, true)).toBe('uno');
    expect(dictGet(dict, new Tuple([new Float(1)]))).toBe('tuple');
    expect(contains(new DictView('values', dict), 'uno')).toBe(true);
    expect(contains(new Range(0, 10, 3), 9)).toBe(true);
    expect(contains(new Range(0, 10, 3), 8)).toBe(false);
  });
});

describe('percentFormat', () => {
  it.each<[string, Value, string]>([
    ['%.0f %.2f', new Tuple([new Float(2.5), new Float(0.125)]), '2 0.12'],
    ['%05d|%-5s|%+d', new Tuple([-42, 'a', 1]), '-0042|a    |+1'],
    ['%#x %#o %X', new Tuple([255, 8, 255]), '0xff 0o10 FF'],
    ['%g %g %e', new Tuple([new Float(1e-7), new Float(100000), new Float(1.5)]), '1e-07 100000 1.500000e+00'],
    ['%s%%', 5, '5%'],
  ])('%s', (template, given, wanted) => expect(percentFormat(template, given)).toBe(wanted));
});
