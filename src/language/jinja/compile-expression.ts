import { type ArithmeticOperator, arithmetic, signed } from '../../core/value/arithmetic.ts';
import { Tuple } from '../../core/value/collections.ts';
import { dictSet } from '../../core/value/sequence.ts';
import { text, truthy } from '../../core/value/text.ts';
import type { Dict, Value } from '../../core/value/types.ts';
import type { Expression } from './ast.ts';
import { TemplateReference } from './block-reference.ts';
import { compileCall, compileFilter, compileTest } from './compile-call.ts';
import { compileCompare } from './compile-compare.ts';
import { type Evaluate, resolve } from './frame.ts';
import { hashable } from './hashable.ts';
import { getAttribute, getItem, getSlice } from './member.ts';
import { QuietUndefined, Undefined } from './undefined.ts';

type Node<K extends Expression['kind']> = Extract<Expression, { kind: K }>;

/** An expression as a function of the scope it is evaluated in. */
export function compileExpression(node: Expression): Evaluate {
  switch (node.kind) {
    case 'const':
      return () => node.value;
    case 'name':
      return compileName(node.name);
    case 'attribute':
      return compileAttribute(node);
    case 'item':
      return compileItem(node);
    case 'slice':
      return () => null;
    case 'call':
      return compileCall(node, compileExpression);
    case 'filter':
      return compileFilter(node, compileExpression);
    case 'test':
      return compileTest(node, compileExpression);
    case 'compare':
      return compileCompare(node, compileExpression);
    default:
      return compileOperation(node);
  }
}

function compileName(name: string): Evaluate {
  if (name === 'self') return (frame) => new TemplateReference(frame.context);
  return (frame) => {
    const value = resolve(frame, name);
    return value === undefined ? new Undefined(name) : value;
  };
}

function compileOperation(node: Node<'list' | 'tuple' | 'dict' | 'unary' | 'binary' | 'concat' | 'conditional'>): Evaluate {
  switch (node.kind) {
    case 'list': {
      const items = node.items.map(compileExpression);
      return (frame) => items.map((item) => item(frame));
    }
    case 'tuple': {
      const items = node.items.map(compileExpression);
      return (frame) => new Tuple(items.map((item) => item(frame)));
    }
    case 'dict':
      return compileDict(node);
    case 'unary':
      return compileUnary(node);
    case 'binary':
      return compileBinary(node);
    case 'concat': {
      const items = node.items.map(compileExpression);
      return (frame) => items.map((item) => text(item(frame))).join('');
    }
    case 'conditional':
      return compileConditional(node);
  }
}

function compileAttribute({ target, name }: Node<'attribute'>): Evaluate {
  const value = compileExpression(target);
  return (frame) => getAttribute(value(frame), name);
}

function compileItem({ target, index }: Node<'item'>): Evaluate {
  const value = compileExpression(target);
  if (index.kind === 'slice') {
    const parts = [index.start, index.stop, index.step].map((part) => part && compileExpression(part));
    return (frame) =>
      getSlice(
        value(frame),
        parts.map((part) => part?.(frame)),
      );
  }
  const key = compileExpression(index);
  return (frame) => getItem(value(frame), key(frame));
}

function compileDict({ entries }: Node<'dict'>): Evaluate {
  const pairs = entries.map(([key, value]) => [compileExpression(key), compileExpression(value)] as const);
  return (frame) => {
    const dict: Dict = new Map();
    for (const [key, value] of pairs) dictSet(dict, hashable(key(frame)), value(frame));
    return dict;
  };
}

function compileUnary({ operator, operand }: Node<'unary'>): Evaluate {
  const value = compileExpression(operand);
  if (operator === 'not') return (frame) => !truthy(value(frame));
  return (frame) => signed(operator, value(frame));
}

function compileBinary({ operator, left, right }: Node<'binary'>): Evaluate {
  const [a, b] = [compileExpression(left), compileExpression(right)];
  if (operator === 'and') {
    return (frame) => {
      const value = a(frame);
      return truthy(value) ? b(frame) : value;
    };
  }
  if (operator === 'or') {
    return (frame) => {
      const value = a(frame);
      return truthy(value) ? value : b(frame);
    };
  }
  return (frame) => arithmetic(operator as ArithmeticOperator, a(frame), b(frame));
}

/** Without `else` the value of a condition that is false is undefined. */
function compileConditional(node: Node<'conditional'>): Evaluate {
  const [test, value] = [compileExpression(node.test), compileExpression(node.value)];
  const otherwise: Evaluate = node.otherwise === undefined ? (): Value => missingElse() : compileExpression(node.otherwise);
  return (frame) => (truthy(test(frame)) ? value(frame) : otherwise(frame));
}

function missingElse(): Undefined {
  return new QuietUndefined('else', 'the inline if-expression evaluated to false and no else section was defined');
}
