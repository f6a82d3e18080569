import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Frame } from './frame.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

/**
 * The name a task is delegated to, undefined where it is not. A run configures its own machine only: what is
 * delegated elsewhere may touch none.
 * @throws DroverError `UNSUPPORTED` for another machine
 */
export function delegateHere(play: PlayRun, frame: Frame, templates: Templates, touchesNothing: boolean): string | undefined {
  const written = frame.keywords.delegateTo;
  if (written === undefined) return undefined;
  const name = text(templates.keyword(written));
  const here = [play.run.options.host, 'localhost', '127.0.0.1', '::1', ''];
  if (here.includes(name) || touchesNothing) return name === '' ? undefined : name;
  const hint = 'a run configures its own machine only; dispatch a role to that host instead';
  throw new DroverError('UNSUPPORTED', `Cannot delegate this task to "${name}": it is another machine`, {
    span: written.span,
    hint,
  });
}
