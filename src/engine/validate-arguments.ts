import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { argumentOf, type DirectiveTurn } from './directive-turn.ts';
import { specProblems } from './module/spec-problems.ts';

/**
 * Runs `validate_argument_spec`, which a role with `meta/argument_specs.yml` begins with: the variables that the
 * specification names are checked, what is given by name beats them.
 * @throws DroverError `MODULE_ARGS` that lists every problem
 */
export function validateArguments(turn: DirectiveTurn): Dict {
  const { task, templates } = turn;
  const spec = argumentOf(turn, 'argument_spec');
  if (!(spec instanceof Map)) {
    throw new DroverError('MODULE_ARGS', 'Cannot validate arguments: "argument_spec" is no mapping', { span: task.action.span });
  }
  const provided = argumentOf(turn, 'provided_arguments');
  const given = new Map<string, Value>();
  for (const key of spec.keys()) {
    const name = text(key);
    const stored = templates.scope.get(name);
    if (stored !== undefined) given.set(name, templates.value(stored));
  }
  for (const [key, value] of provided instanceof Map ? provided : []) given.set(text(key), value);
  const problems = specProblems(spec, given, '');
  if (problems.length === 0) {
    return new Map<Value, Value>([
      ['changed', false],
      ['msg', 'The arg spec validation passed'],
    ]);
  }
  throw new DroverError('MODULE_ARGS', `Cannot use these arguments: ${problems.join('; ')}`, {
    span: task.span,
    result: { argument_errors: problems },
  });
}
