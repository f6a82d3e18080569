import type { Arg } from '../../core/args.ts';
import { booleanWord } from '../../core/boolean-word.ts';
import { DroverError } from '../../core/errors.ts';
import { lastPart } from '../../core/last-part.ts';
import type { AnyModule } from '../../core/module.ts';
import { didYouMean } from '../../core/suggest.ts';
import { repr, text } from '../../core/value/text.ts';
import type { Value } from '../../core/value/types.ts';
import { brokenRule } from './argument-rules.ts';
import { convertArgument, type PathExpansion, Unconvertible } from './convert-argument.ts';
import { signatureOf } from './signature.ts';

/** A module's name as tasks write it: the part after the last dot. */
export function shortName(module: AnyModule): string {
  return lastPart(module.name);
}

/** The declared name that a written one stands for, an alias included; undefined for an unknown one. */
export function declaredName(module: AnyModule, written: string): string | undefined {
  return signatureOf(module).names.get(written);
}

/** Why an argument of that name cannot be used; undefined where it can. */
export function nameProblem(module: AnyModule, written: string): { message: string; hint: string | undefined } | undefined {
  const name = declaredName(module, written);
  if (name === undefined && signatureOf(module).rest !== undefined) return undefined;
  const reason = name === undefined ? undefined : module.args[name]?.unsupported;
  if (name !== undefined && reason === undefined) return undefined;
  const message = `Cannot use argument "${written}" of module ${shortName(module)}: `;
  if (reason !== undefined) return { message: message + reason, hint: undefined };
  const accepted = Object.keys(module.args).filter((each) => module.args[each]?.unsupported === undefined);
  const why = accepted.length === 0 ? 'it takes no arguments' : `it accepts ${accepted.join(', ')}`;
  const aliases = accepted.flatMap((each) => module.args[each]?.aliases ?? []);
  return { message: message + why, hint: didYouMean(written, [...accepted, ...aliases]) };
}

/**
 * A task's rendered arguments as the module sees them: every declared name, converted, with defaults.
 * @throws DroverError `MODULE_ARGS` for one that is unknown, missing or of another type, or a broken rule
 */
export function moduleArguments(
  module: AnyModule,
  given: ReadonlyMap<string, Value>,
  paths: PathExpansion,
): Readonly<Record<string, unknown>> {
  const values = byDeclaredName(module, given);
  const { required, defaults, pathDefaults } = signatureOf(module);
  const missing = required.find((name) => !values.has(name));
  if (missing !== undefined)
    throw new DroverError('MODULE_ARGS', `Cannot run module ${shortName(module)}: argument "${missing}" is missing`);
  const result: Record<string, unknown> = { ...defaults };
  for (const name of pathDefaults) result[name] = convertArgument('path', defaults[name] as string, paths);
  for (const [name, value] of values) {
    const arg = module.args[name];
    if (arg !== undefined && isGiven(arg, value)) result[name] = argumentValue(module, name, arg, value, paths);
  }
  const broken =
    module.rules === undefined
      ? undefined
      : brokenRule(
          module.rules,
          (name) => result[name],
          (name) => (values.get(name) ?? null) !== null,
        );
  if (broken !== undefined) throw new DroverError('MODULE_ARGS', `Cannot run module ${shortName(module)}: ${broken}`);
  return result;
}

function byDeclaredName(module: AnyModule, given: ReadonlyMap<string, Value>): Map<string, Value> {
  const values = new Map<string, Value>();
  const others: Map<Value, Value> = new Map();
  for (const [written, value] of given) {
    const problem = isEmptyUnsupported(module, written, value) ? undefined : nameProblem(module, written);
    if (problem !== undefined) throw new DroverError('MODULE_ARGS', problem.message, { hint: problem.hint });
    const name = declaredName(module, written);
    if (name !== undefined && (name === written || !given.has(name))) values.set(name, value);
    if (name === undefined) others.set(written, value);
  }
  const { rest } = signatureOf(module);
  if (rest !== undefined) values.set(rest, others);
  return values;
}

/** Empty, an argument that Drover does not act on asks for nothing. */
function isEmptyUnsupported(module: AnyModule, written: string, value: Value): boolean {
  const name = declaredName(module, written);
  return name !== undefined && module.args[name]?.unsupported !== undefined && (value === null || value === '');
}

/** `null` stands for nothing given where nothing is the default. */
export function isGiven(arg: Arg<unknown>, value: unknown): boolean {
  return arg.unsupported === undefined && (value !== null || arg.default !== undefined || arg.required);
}

/** @throws DroverError `MODULE_ARGS` for a value of another type */
function argumentValue(module: AnyModule, name: string, arg: Arg<unknown>, value: Value, paths: PathExpansion): unknown {
  const problem: string[] = [];
  const converted = convertDeclared(arg, value, paths, problem);
  if (problem.length === 0) return converted;
  const shown = arg.secret ? 'the value given' : repr(value);
  throw new DroverError(
    'MODULE_ARGS',
    `Cannot use ${shown} as argument "${name}" of module ${shortName(module)}: it takes ${problem[0]}`,
  );
}

/** Converts by type, elements and choices; what is wrong is added to `problems`. */
export function convertDeclared(arg: Arg<unknown>, value: Value, paths: PathExpansion, problems: string[]): unknown {
  let converted = convertArgument(arg.type, value, paths);
  if (converted instanceof Unconvertible) {
    problems.push(converted.wanted);
    return undefined;
  }
  const { elements, choices } = arg;
  if (elements !== undefined && Array.isArray(converted)) {
    converted = converted.map((item: Value) => {
      const element = convertArgument(elements, item, paths);
      if (element instanceof Unconvertible) problems.push(`a list of which each element is ${element.wanted}`);
      return element;
    });
  }
  return choices === undefined ? converted : chosen(choices, converted, problems);
}

/** YAML reads `yes` and `off` as booleans; where just one choice means the same, it is meant. */
function chosen(choices: readonly string[], value: unknown, problems: string[]): unknown {
  if (choices.includes(String(value))) return value;
  const meant = choices.filter((choice) => {
    const said = booleanWord(choice);
    return said !== undefined && text(said) === String(value);
  });
  if (meant.length === 1) return meant[0];
  problems.push(`one of ${choices.join(', ')}`);
  return undefined;
}
