import { DroverError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';

/** The same error with the place where it arose. */
export function located(error: unknown, span: Span): unknown {
  if (!(error instanceof DroverError) || error.span !== undefined) return error;
  return new DroverError(error.code, error.message, { span, hint: error.hint, cause: error });
}
