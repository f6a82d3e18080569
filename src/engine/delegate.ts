import { DroverError } from '../core/errors.ts';
import type { AnyModule } from '../core/module.ts';
import { text } from '../core/value/text.ts';
import { localNames } from '../inventory/inventory-data.ts';
import type { Frame } from './frame.ts';
import { touchesNothing } from './run-module.ts';
import type { PlayRun } from './run-state.ts';
import { isOmitted, type Templates } from './templates.ts';

/** The same to show it, also of a task that does not come to be delegated; as it is written where it cannot be rendered. */
export function delegateAsWritten(frame: Frame, templates: Templates): string | undefined {
  try {
    return delegateName(frame, templates);
  } catch (error) {
    if (error instanceof DroverError) return text(frame.keywords.delegateTo?.value ?? null);
    throw error;
  }
}

/** The name that a task is delegated to, undefined where it is not. */
function delegateName({ keywords: { delegateTo } }: Frame, templates: Templates): string | undefined {
  const name = delegateTo === undefined ? null : templates.keyword(delegateTo);
  return name === null || name === '' || isOmitted(name) ? undefined : text(name);
}

/**
 * The name a task is delegated to, undefined where it is not. A run configures its own machine only: what is
 * delegated elsewhere may touch none.
 * @param module undefined for what the engine itself does
 * @throws DroverError `UNSUPPORTED` for another machine, with a result that says `unreachable`
 */
export function delegateHere(
  play: PlayRun,
  frame: Frame,
  templates: Templates,
  module: AnyModule | undefined,
): string | undefined {
  const name = delegateName(frame, templates);
  if (name === undefined || !isElsewhere(name, play.run.options.host, module)) return name;
  const { message, hint } = refusal(name);
  throw new DroverError('UNSUPPORTED', message, { span: frame.keywords.delegateTo?.span, hint, result: { unreachable: true } });
}

/** Whether a module that is delegated to a name would have to reach another machine than the run's. */
export function isElsewhere(name: string, host: string, module: AnyModule | undefined): boolean {
  if (name === '' || name === host || localNames.has(name)) return false;
  return module !== undefined && !touchesNothing(module);
}

/** What is said of a task for another machine. */
export function refusal(name: string): { readonly message: string; readonly hint: string } {
  return {
    message: `Cannot delegate this task to "${name}": it is another machine`,
    hint: 'a run configures its own machine only; dispatch a role to that host instead',
  };
}
