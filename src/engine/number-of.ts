import { DroverError } from '../core/errors.ts';
import { text } from '../core/value/text.ts';
import type { Located } from '../language/ast.ts';
import type { Templates } from './templates.ts';

/** A keyword's number, rendered. @throws DroverError `TASK_INVALID` */
export function numberOf(located: Located | undefined, fallback: number, templates: Templates): number {
  if (located === undefined) return fallback;
  const number = Number(text(templates.keyword(located)));
  if (Number.isFinite(number)) return number;
  throw new DroverError('TASK_INVALID', `Cannot run this task: "${text(located.value)}" is no number`, { span: located.span });
}
