import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import { specErrors } from './argument-spec/spec-errors.ts';
import { argumentOf, type EffectTurn } from './directive-turn.ts';

/**
 * Runs `validate_argument_spec`, which a role with `meta/argument_specs.yml` begins with: the variables that the
 * specification names are checked, what is given by name beats them. Fails with every error.
 * @throws DroverError `MODULE_ARGS` where there is no specification
 */
export function validateArguments(turn: EffectTurn): Dict {
  const { task, templates } = turn;
  const spec = argumentOf(turn, 'argument_spec');
  if (!(spec instanceof Map)) {
    throw new DroverError('MODULE_ARGS', 'Cannot validate arguments: "argument_spec" is no mapping', { span: task.action.span });
  }
  const provided = argumentOf(turn, 'provided_arguments');
  const given = new Map<Value, Value>();
  for (const key of spec.keys()) {
    const stored = templates.scope.get(text(key));
    if (stored !== undefined) given.set(key, templates.value(stored));
  }
  for (const [key, value] of provided instanceof Map ? provided : []) given.set(key, value);
  const errors = specErrors(spec, given);
  const context = argumentOf(turn, 'validate_args_context') ?? new Map();
  const failed = errors.length > 0;
  return new Map<Value, Value>([
    ['changed', false],
    ['failed', failed],
    ['msg', failed ? `Validation of arguments failed:\n${errors.join('\n')}` : 'The arg spec validation passed'],
    ...(failed
      ? ([
          ['argument_errors', errors],
          ['argument_spec_data', spec],
        ] as const)
      : []),
    ['validate_args_context', context],
  ]);
}
