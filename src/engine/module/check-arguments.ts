import type { Report } from '../../core/diagnostic.ts';
import type { AnyModule } from '../../core/module.ts';
import { type MappingEntry, nodeValue } from '../../core/node.ts';
import type { Span } from '../../core/span.ts';
import { repr } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { brokenRule } from './argument-rules.ts';
import { convertDeclared, declaredName, isGiven, nameProblem, shortName } from './arguments.ts';
import type { PathExpansion } from './convert-argument.ts';
import { signatureOf } from './signature.ts';

/** Where nothing is known of the machine yet, paths stay as they are written. */
const unexpanded: PathExpansion = { home: () => undefined, environment: () => undefined };

/**
 * Checks a task's arguments before the run: the names always, values and the rules between them only where
 * they hold no template. Findings have the code `ROLE_ARGS`; `span` is the place of the task.
 */
export function checkArguments(module: AnyModule, entries: readonly MappingEntry[], span: Span, tell: Report): void {
  let sound = true;
  const report: Report = (diagnostic) => {
    sound = false;
    tell(diagnostic);
  };
  const known = new Map<string, unknown>();
  let templated = false;
  for (const { key, value } of entries) {
    const written = String(key.value);
    const given = nodeValue(value);
    const empty = given === null || given === '';
    const problem = nameProblem(module, written);
    const name = declaredName(module, written);
    if (problem !== undefined && !(name !== undefined && empty)) {
      report({ severity: 'error', code: 'ROLE_ARGS', message: problem.message, hint: problem.hint, span: key.span });
    }
    if (name === undefined) continue;
    const open = hasTemplate(given);
    templated ||= open;
    known.set(name, open ? given : checkValue(module, name, given, value.span, report));
  }
  // A rule between arguments would only say again that one is misspelt or unusable.
  checkTogether(module, known, templated || !sound, span, report);
}

function checkValue(module: AnyModule, name: string, given: Value, span: Span, report: Report): unknown {
  const arg = module.args[name];
  if (arg === undefined || !isGiven(arg, given)) return undefined;
  const problems: string[] = [];
  const converted = convertDeclared(arg, given, unexpanded, problems);
  for (const problem of problems.slice(0, 1)) {
    const shown = arg.secret ? 'the value given' : repr(given);
    const message = `Cannot use ${shown} as argument "${name}" of module ${shortName(module)}: it takes ${problem}`;
    report({ severity: 'error', code: 'ROLE_ARGS', message, span });
  }
  return converted;
}

function checkTogether(
  module: AnyModule,
  known: ReadonlyMap<string, unknown>,
  templated: boolean,
  span: Span,
  report: Report,
): void {
  for (const name of signatureOf(module).required) {
    if (known.has(name)) continue;
    const message = `Cannot run module ${shortName(module)}: argument "${name}" is missing`;
    report({ severity: 'error', code: 'ROLE_ARGS', message, span });
  }
  if (templated || module.rules === undefined) return;
  const value = (name: string): unknown => (known.has(name) ? known.get(name) : module.args[name]?.default);
  const broken = brokenRule(module.rules, value, (name) => (known.get(name) ?? null) !== null);
  if (broken === undefined) return;
  report({ severity: 'error', code: 'ROLE_ARGS', message: `Cannot run module ${shortName(module)}: ${broken}`, span });
}

/** Whether a template stands anywhere in the value; then only the run knows what it is. */
export function hasTemplate(value: Value): boolean {
  if (typeof value === 'string') return value.includes('{{') || value.includes('{%') || value.includes('{#');
  if (Array.isArray(value)) return value.some(hasTemplate);
  return value instanceof Map && [...value].some(([key, entry]) => hasTemplate(key) || hasTemplate(entry));
}
