import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Dict, Value } from '../core/value/types.ts';
import type { Located } from '../language/ast.ts';
import { type Directive, directiveOf } from '../language/directives.ts';
import type { DirectiveTurn, Effect } from './directive-turn.ts';
import { includeVariables } from './include-vars.ts';
import { addHost, groupBy } from './join-groups.ts';
import { isChanged, isFailed } from './judge.ts';
import { finish } from './module/finish.ts';
import type { Outcome } from './module/outcome.ts';
import { failedResult } from './results.ts';
import { setStats } from './set-stats.ts';
import { isOmitted } from './templates.ts';
import { validateArguments } from './validate-arguments.ts';

const effects: Partial<Record<Directive, Effect>> = {
  include_vars: includeVariables,
  set_stats: setStats,
  group_by: groupBy,
  add_host: addHost,
  validate_argument_spec: validateArguments,
};

/** What an action does that the engine carries out itself; undefined for a module's name. */
export function effectNamed(name: string): Effect | undefined {
  const directive = directiveOf(name);
  return directive === undefined ? undefined : effects[directive];
}

/** Runs such an action with its arguments rendered; what the operator is to be told becomes a failed outcome. */
export function runEffect(effect: Effect, turn: DirectiveTurn): Outcome {
  const args = renderedArguments(turn);
  const result = attempt(() => effect({ ...turn, args }));
  const outcome = finish({ changed: isChanged(result), failed: isFailed(result) }, 'apply', (value) => value);
  const variables = effect === includeVariables ? result.get('ansible_facts') : undefined;
  return { ...outcome, result, variables: variables instanceof Map ? variables : undefined, areIncluded: true };
}

function attempt(action: () => Dict): Dict {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const result = failedResult(error).set('changed', false);
    // That is where `include_vars` says it (ansible-core 2.18).
    if (result.has('message')) result.delete('msg');
    return result;
  }
}

function renderedArguments({ task: { action }, templates }: DirectiveTurn): Map<string, Value> {
  const written = new Map<string, Located>(
    action.freeForm === undefined ? action.args : [...action.args, ['_raw_params', action.freeForm]],
  );
  const given = action.argsTemplate === undefined ? new Map() : templates.argument(action.argsTemplate);
  const args = new Map<string, Value>();
  for (const [name, value] of given instanceof Map ? given : []) args.set(text(name), value);
  for (const [name, located] of written) args.set(name, templates.argument(located));
  return new Map([...args].filter(([, value]) => !isOmitted(value)));
}
