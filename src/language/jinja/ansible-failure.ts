import { DroverError } from '../../core/errors.ts';

/**
 * A failure in just the words of ansible-core 2.18, since plays compare `msg` with them: no place is added, the task's own is told
 * beside it.
 */
export class AnsibleFailure extends DroverError {
  constructor(why: string, details: { readonly cause?: unknown } = {}) {
    super('TEMPLATE_FAILED', why, details);
  }
}
