import { DroverError } from '../errors.ts';

/**
 * What Python would have thrown while evaluating (`TypeError`, `ValueError`, …).
 *
 * @param message "Cannot <do what> <to what>: <why>"
 */
export function failure(message: string): DroverError {
  return new DroverError('TEMPLATE_FAILED', message);
}
