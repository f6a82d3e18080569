import type { DroverError } from '../core/errors.ts';
import type { HostRun } from './host-run.ts';

/** What happens to a dispatched job. */
export type FollowEvent =
  | { readonly event: 'host'; readonly run: HostRun }
  /** Nomad has placed what it could. */
  | { readonly event: 'placed' }
  | { readonly event: 'unplaced'; readonly reason: string }
  /** Nomad is out of sight; null when it is back. */
  | { readonly event: 'lost'; readonly error: DroverError | null };
