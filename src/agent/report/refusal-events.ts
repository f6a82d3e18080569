import { DroverError } from '../../core/errors.ts';
import type { RunEvent } from '../../core/events.ts';
import { emptyRecap } from '../../engine/recap.ts';
import type { ApplyOptions } from '../apply-options.ts';
import { messageOf } from '../tell-run.ts';

/** How a dispatched run that was refused before its first task reads in a report: who dispatched it is to see why. */
export function refusalEvents(error: unknown, run: string, host: string, options: ApplyOptions): RunEvent[] {
  const { commit = null, dispatch = null, version, check, playbook, roles = [] } = options;
  const isInterrupted = error instanceof DroverError && error.code === 'INTERRUPTED';
  const started = new Date().toISOString();
  return [
    { event: 'run_start', run, host, commit, version, check, started, playbook, roles, dispatch },
    {
      ...{ event: 'run_end', run, host, status: isInterrupted ? 'interrupted' : 'failed' },
      ...{ recap: emptyRecap(), ms: 0, message: messageOf(error) },
    },
  ];
}
