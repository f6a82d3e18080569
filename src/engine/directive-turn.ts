import type { Dict, Value } from '../core/value/types.ts';
import type { Task } from '../language/ast.ts';
import type { Frame } from './frame.ts';
import type { PlayRun } from './run-state.ts';
import type { Templates } from './templates.ts';

/** One turn of a directive: its rendered view and the variables of the loop. */
export interface DirectiveTurn {
  readonly play: PlayRun;
  /** The frame with the task's own keywords. */
  readonly frame: Frame;
  readonly task: Task;
  readonly templates: Templates;
  readonly variables: ReadonlyMap<string, Value>;
}

/** What a directive's turn came to; what is to run then is an include's business. */
export type Effect = (turn: DirectiveTurn) => Dict;

/** The first of these arguments that is given, rendered. */
export function argumentOf({ task, templates }: DirectiveTurn, ...names: readonly string[]): Value | undefined {
  const written = names.map((name) => task.action.args.get(name)).find((each) => each !== undefined);
  return written === undefined ? undefined : templates.argument(written);
}
