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

/** The same of an action that the engine carries out itself, with its arguments rendered. */
export interface EffectTurn extends DirectiveTurn {
  readonly args: ReadonlyMap<string, Value>;
}

export type Effect = (turn: EffectTurn) => Dict;

/** The first of these arguments that is given. */
export function argumentOf({ args }: EffectTurn, ...names: readonly string[]): Value | undefined {
  return names.map((name) => args.get(name)).find((each) => each !== undefined);
}
