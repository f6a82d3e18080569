import { failure } from '../../core/value/failure.ts';
import { noKwargs } from '../../core/value/function.ts';
import { toList } from '../../core/value/sequence.ts';
import { text, typeName } from '../../core/value/text.ts';
import { PyObject, type Value } from '../../core/value/types.ts';
import type { Arguments, CallNode, Expression, FilterNode, TestNode } from './ast.ts';
import { callValue } from './call-value.ts';
import { filtered, tested } from './callable.ts';
import type { Evaluate, Frame } from './frame.ts';
import { mayKeepText, textFilters } from './keeps-text.ts';
import { getAttribute } from './member.ts';
import { methodOf } from './methods/method-of.ts';
import { unknownFilter, unknownTest } from './unknown-name.ts';

type Compile = (node: Expression) => Evaluate;
export type Kwargs = ReadonlyMap<string, Value>;

interface CompiledArguments {
  readonly args: (frame: Frame) => Value[];
  readonly kwargs: (frame: Frame) => Kwargs;
}

export function compileArguments(given: Arguments, compile: Compile): CompiledArguments {
  const positional = given.positional.map(compile);
  const named = given.named.map(([name, value]) => [name, compile(value)] as const);
  const [spread, spreadNamed] = [given.spread && compile(given.spread), given.spreadNamed && compile(given.spreadNamed)];
  const args = (frame: Frame) => positional.map((argument) => argument(frame));
  const kwargs = (frame: Frame) => new Map(named.map(([name, value]) => [name, value(frame)]));
  return {
    args: spread === undefined ? args : (frame) => [...args(frame), ...toList(spread(frame))],
    kwargs:
      spreadNamed !== undefined
        ? (frame) => withNamed(kwargs(frame), spreadNamed(frame))
        : named.length === 0
          ? () => noKwargs
          : kwargs,
  };
}

function withNamed(kwargs: Map<string, Value>, more: Value): Kwargs {
  if (!(more instanceof Map)) throw failure(`Cannot call the value: argument after ** must be a mapping, not ${typeName(more)}`);
  for (const [name, value] of more) kwargs.set(text(name), value);
  return kwargs;
}

/** A call; of a method it goes to the method directly. */
export function compileCall(node: CallNode, compile: Compile): Evaluate {
  const { args, kwargs } = compileArguments(node.arguments, compile);
  if (node.target.kind !== 'attribute') {
    const target = compile(node.target);
    return (frame) => callValue(target(frame), args(frame), kwargs(frame));
  }
  const { name } = node.target;
  const owner = compile(node.target.target);
  return (frame) => {
    const value = owner(frame);
    const method = value instanceof PyObject ? undefined : methodOf(value, name);
    if (method !== undefined) return method(value, args(frame), kwargs(frame));
    return callValue(getAttribute(value, name), args(frame), kwargs(frame));
  };
}

/** A filter; `input` stands in for the target where there is none (a filter block). */
export function compileFilter(node: FilterNode, compile: Compile, input?: Evaluate): Evaluate {
  const { name } = node;
  const target =
    node.target === undefined
      ? input
      : node.target.kind === 'filter'
        ? compileFilter(node.target, compile, input)
        : compile(node.target);
  const { args, kwargs } = compileArguments(node.arguments, compile);
  const keepsText = textFilters.has(name);
  const isMade = node.target !== undefined && !mayKeepText(node.target);
  return (frame) => {
    const environment = frame.context.rendering;
    const filter = environment.filter(name);
    if (filter === undefined) throw unknownFilter(name);
    const value = target === undefined ? null : target(frame);
    const result = filtered(filter, value, { name, args: args(frame), kwargs: kwargs(frame), environment, isMade });
    if (keepsText && typeof result === 'string') environment.keptTexts.add(result);
    return result;
  };
}

export function compileTest(node: TestNode, compile: Compile): Evaluate {
  const { name } = node;
  const target = compile(node.target);
  const { args, kwargs } = compileArguments(node.arguments, compile);
  const isMade = !mayKeepText(node.target);
  return (frame) => {
    const environment = frame.context.rendering;
    const test = environment.test(name);
    if (test === undefined) throw unknownTest(name);
    return tested(test, target(frame), { name, args: args(frame), kwargs: kwargs(frame), environment, isMade });
  };
}
