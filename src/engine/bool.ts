import { booleanWord } from '../core/boolean-word.ts';
import { DroverError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';
import { text, truthy } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';

/** @throws DroverError `TASK_INVALID`, in Ansible's words, for what is no boolean */
export function booleanOf(name: string, value: Value, span: Span): boolean {
  const written = typeof value === 'string' ? value.toLowerCase().trim() : text(value).toLowerCase();
  const said = booleanWord(written);
  if (said !== undefined) return said;
  throw new DroverError('TASK_INVALID', `Cannot use this "${name}": The value '${text(value)}' is not a valid boolean`, {
    span,
    hint: 'write true or false',
  });
}

/** A keyword's value as a boolean: Ansible's words for yes, any other string is no. */
export function isYes(value: Value | undefined): boolean {
  if (value === undefined) return false;
  return typeof value === 'string' ? booleanWord(value.toLowerCase().trim()) === true : truthy(value);
}
