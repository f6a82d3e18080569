import { equals } from '../../core/value/compare.ts';
import { type OrderOperator, ordered } from '../../core/value/order.ts';
import type { Value } from '../../core/value/types.ts';
import type { CompareNode, Expression } from './ast.ts';
import type { Evaluate } from './frame.ts';
import { isIn } from './is-in.ts';
import { isUndefined } from './undefined.ts';

type Compare = (a: Value, b: Value) => boolean;

function same(a: Value, b: Value): boolean {
  if (isUndefined(a)) return a.equals(b);
  if (isUndefined(b)) return b.equals(a);
  return equals(a, b);
}

function comparison(operator: string): Compare {
  if (operator === '==') return same;
  if (operator === '!=') return (a, b) => !same(a, b);
  if (operator === 'in') return isIn;
  if (operator === 'not in') return (a, b) => !isIn(a, b);
  return (a, b) => ordered(operator as OrderOperator, a, b);
}

/** A chain, `a < b <= c`: each operand is evaluated once, the first false comparison ends it. */
export function compileCompare({ first, rest }: CompareNode, compile: (node: Expression) => Evaluate): Evaluate {
  const start = compile(first);
  const steps = rest.map(({ operator, operand }) => ({ compare: comparison(operator), operand: compile(operand) }));
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return (frame) => only.compare(start(frame), only.operand(frame));
  return (frame) => {
    let left = start(frame);
    for (const { compare, operand } of steps) {
      const right = operand(frame);
      if (!compare(left, right)) return false;
      left = right;
    }
    return true;
  };
}
