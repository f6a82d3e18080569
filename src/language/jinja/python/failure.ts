import { DroverError } from '../../../core/errors.ts';

/** The error of a filter, test or lookup that was given what it cannot work with. */
export function failure(what: string, why: string, cause?: unknown): DroverError {
  return new DroverError('TEMPLATE_FAILED', `Cannot ${what}: ${why}`, { cause });
}
