import { DroverError } from '../../../core/errors.ts';

/**
 * Why a lookup could not answer, in the words of ansible-core 2.18, since plays look for them: a loop over `with_…` fails with just
 * these, `lookup(…)` says which lookup it was before.
 */
export class LookupFailure extends DroverError {
  constructor(why: string, details: { readonly cause?: unknown; readonly result?: Readonly<Record<string, unknown>> } = {}) {
    super('TEMPLATE_FAILED', why, details);
  }
}
