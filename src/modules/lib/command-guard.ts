import type { HostReader } from '../../core/host.ts';
import type { ActionOutcome } from '../../core/module.ts';
import { outputOf } from './command-result.ts';
import { hostHasMatch } from './host-glob.ts';

export interface GuardArgs {
  readonly creates: string | undefined;
  readonly removes: string | undefined;
  readonly chdir: string | undefined;
}

/** Why a command needs not run: what it creates is there, or what it removes is not (ansible-core 2.18's command). */
export function commandGuard(host: HostReader, cmd: unknown, { creates, removes, chdir }: GuardArgs): ActionOutcome | undefined {
  if (creates !== undefined && hostHasMatch(host, creates, chdir)) return notNeeded(cmd, creates, 'exists');
  if (removes !== undefined && !hostHasMatch(host, removes, chdir)) return notNeeded(cmd, removes, 'does not exist');
  return undefined;
}

function notNeeded(cmd: unknown, path: string, why: string): ActionOutcome {
  const result = { cmd, rc: 0, ...outputOf(`skipped, since ${path} ${why}`, ''), start: null, end: null, delta: null };
  return { changed: false, msg: `Did not run command since '${path}' ${why}`, result };
}
