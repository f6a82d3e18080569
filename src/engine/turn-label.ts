import { toPlain } from '../core/value/convert.ts';
import { text } from '../core/value/text.ts';
import type { DirectiveTurn } from './directive-turn.ts';

/** What a person sees of the item of a directive's turn; undefined without a loop. */
export function turnLabel({ task, templates, variables }: DirectiveTurn): unknown {
  if (variables.size === 0) return undefined;
  const { label } = task.loopControl;
  if (label !== undefined) return toPlain(templates.keyword(label));
  return toPlain(variables.get(text(variables.get('ansible_loop_var') ?? '')) ?? null);
}
