import { DroverError, type ErrorCode } from '../core/errors.ts';
import type { AnyModule } from '../core/module.ts';
import { formatSpan } from '../core/span.ts';
import type { Value } from '../core/value/types.ts';
import { moduleArguments } from './module/arguments.ts';
import type { Call } from './module/call.ts';
import type { PathExpansion } from './module/convert-argument.ts';
import { type Finding, finish } from './module/finish.ts';
import { type Mask, masking } from './module/masking.ts';
import type { Outcome } from './module/outcome.ts';
import { runAction } from './module/run-action.ts';
import { runState } from './module/run-state.ts';

/** What a missing prerequisite shows as; after a pending change it may only be missing in the prediction. */
const prerequisites: readonly ErrorCode[] = ['HOST_MISSING', 'COMMAND_FAILED'];

/** What a condition of `assert` or an expression of `debug` fails with: it ends the task with its loop and its tries (ansible-core 2.18). */
const evaluating: readonly ErrorCode[] = [
  'VARIABLE_UNDEFINED',
  'TEMPLATE_FAILED',
  'TEMPLATE_SYNTAX',
  'FILTER_UNKNOWN',
  'TEST_UNKNOWN',
];

/** Whether a module leaves the machine alone. */
export function touchesNothing(module: AnyModule): boolean {
  return module.kind === 'action' && module.effect === 'none';
}

/**
 * Runs one module once with rendered arguments. What the operator is to be told becomes a failed outcome;
 * bugs and an interruption are thrown.
 */
export async function runModule(module: AnyModule, given: ReadonlyMap<string, Value>, call: Call): Promise<Outcome> {
  let mask: Mask = (value) => value;
  try {
    const args = moduleArguments(module, given, pathExpansion(call));
    mask = masking(module, args);
    const finding = module.kind === 'module' ? await runState(module, args, call) : await runAction(module, args, call);
    return finish(finding, call.mode, mask);
  } catch (error) {
    if (!(error instanceof DroverError) || error.code === 'INTERRUPTED' || error.code === 'COMMAND_LATE') throw error;
    const failed = finish(failure(error, call), call.mode, mask);
    return touchesNothing(module) && evaluating.includes(error.code) ? { ...failed, unevaluated: error } : failed;
  }
}

function failure(error: DroverError, call: Call): Finding {
  if (call.mode === 'check' && prerequisites.includes(error.code) && call.host.pendingChanges.length > 0) {
    return {
      changed: true,
      predicted: `depends on a pending change: ${call.host.pendingChanges.join(', ')}`,
      msg: error.message,
    };
  }
  const hint = error.hint === undefined ? '' : ` (${error.hint})`;
  const place = error.span === undefined ? '' : ` (${formatSpan(error.span)})`;
  return { failed: true, msg: `${error.message}${hint}${place}`, returned: error.result };
}

function pathExpansion({ host, context }: Call): PathExpansion {
  return {
    environment: (name) => context.controller.environment(name),
    home: (user) => host.users().find((each) => (user === '' ? each.uid === 0 : each.name === user))?.home,
  };
}
