import { type Args, int, path, strings } from '../../core/args.ts';
import type { Gathering } from '../../core/host.ts';

/** The arguments of `setup`. */
export const factArgs = {
  gather_subset: strings({ default: ['all'], doc: 'Which facts; a leading `!` leaves a subset out' }),
  gather_timeout: int({ default: 10, doc: 'Has no effect: a fact is read when it is first used' }),
  filter: strings({ default: [], doc: 'Patterns of the names to return' }),
  fact_path: path({ default: '/etc/ansible/facts.d', doc: 'Directory of local facts' }),
} as const;

export function gatheringOf({ gather_subset: subset, filter, fact_path: factPath }: Args<typeof factArgs>): Gathering {
  return { subset, filter, factPath };
}
