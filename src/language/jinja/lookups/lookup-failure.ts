import { AnsibleFailure } from '../ansible-failure.ts';

/** Why a lookup could not answer: a loop over `with_…` fails with just this, `lookup(…)` says which lookup it was before. */
export class LookupFailure extends AnsibleFailure {}
