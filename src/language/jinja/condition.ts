import { DroverError } from '../../core/errors.ts';
import { text, truthy } from '../../core/value/text.ts';
import { type Value, Verbatim } from '../../core/value/types.ts';
import { compileExpression } from './compile-expression.ts';
import { Context, type Evaluate, rootFrame } from './frame.ts';
import { parsedCondition } from './parse-cache.ts';
import { ansibleSyntax, mayBeTemplate } from './syntax.ts';
import { TemplateSyntaxError } from './syntax-error.ts';
import { type Evaluated, type Host, TemplateRun } from './template-run.ts';

interface Compiled {
  readonly evaluate: Evaluate;
  readonly mutates: boolean;
}

const compiled = new Map<string, Compiled>();

function compile(condition: string): Compiled {
  const known = compiled.get(condition);
  if (known !== undefined) return known;
  const { expression, mutates } = parsedCondition(condition);
  const made = { evaluate: compileExpression(expression), mutates };
  compiled.set(condition, made);
  return made;
}

/**
 * Whether a condition holds, as ansible-core 2.18's `Conditional`: nothing and booleans are themselves, a list
 * holds if all its conditions do, everything else is an expression.
 *
 * @throws DroverError that names the condition
 */
export function conditionHolds(host: Host, condition: Value): boolean {
  if (Array.isArray(condition)) return condition.every((part) => conditionHolds(host, part));
  if (condition === null || condition === '') return true;
  if (typeof condition === 'boolean') return condition;
  try {
    return check(host, condition);
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    throw about(error, condition);
  }
}

function about(error: DroverError, condition: Value): DroverError {
  if (error instanceof TemplateSyntaxError) return error;
  const shown = condition instanceof Verbatim ? text(condition.value) : text(condition);
  const { hint, span, result } = error;
  return new DroverError(error.code, `The conditional check '${shown}' failed. The error was: ${error.message}`, {
    hint,
    span,
    result,
    cause: error,
  });
}

function check(host: Host, condition: Value): boolean {
  let expression = condition;
  if (condition instanceof Verbatim || (typeof condition === 'string' && mayBeTemplate(condition))) {
    const first: Evaluated = host.evaluated(condition);
    if (typeof first.value === 'boolean') return first.value;
    if (first.value === '') return false;
    if (first.unsafe) throw new DroverError('TEMPLATE_FAILED', 'it comes from a value that must not be evaluated');
    expression = first.value;
  }
  const { evaluate, mutates } = compile(text(expression));
  const run = new TemplateRun(host, { convert: true, syntax: ansibleSyntax, path: undefined, mutates });
  return truthy(evaluate(rootFrame(new Context(run, (name) => run.resolve(name)))));
}
