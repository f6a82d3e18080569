import { DroverError } from '../core/errors.ts';
import type { AnyModule } from '../core/module.ts';
import { text } from '../core/value/text.ts';
import { localNames } from '../inventory/inventory-data.ts';
import type { Frame } from './frame.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

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
  const written = frame.keywords.delegateTo;
  if (written === undefined) return undefined;
  const name = text(templates.keyword(written));
  if (!isElsewhere(name, play.run.options.host, module)) return name === '' ? undefined : name;
  const { message, hint } = refusal(name);
  throw new DroverError('UNSUPPORTED', message, { span: written.span, hint, result: { unreachable: true } });
}

/** Whether a module that is delegated to a name would have to reach another machine than the run's. */
export function isElsewhere(name: string, host: string, module: AnyModule | undefined): boolean {
  if (name === '' || name === host || localNames.has(name)) return false;
  return module !== undefined && (module.kind === 'module' || module.effect !== 'none');
}

/** What is said of a task for another machine. */
export function refusal(name: string): { readonly message: string; readonly hint: string } {
  return {
    message: `Cannot delegate this task to "${name}": it is another machine`,
    hint: 'a run configures its own machine only; dispatch a role to that host instead',
  };
}
