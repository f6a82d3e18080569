import { DroverError } from '../errors.ts';

/** The error of a pattern or a replacement that Python would refuse. */
export function failure(what: string, why: string, cause?: unknown): DroverError {
  return new DroverError('TEMPLATE_FAILED', `Cannot ${what}: ${why}`, { cause });
}
