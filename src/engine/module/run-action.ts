import type { ActionModule, ActionOutcome, Returned } from '../../core/module.ts';
import { shortName } from './arguments.ts';
import type { Call } from './call.ts';
import type { Finding } from './finish.ts';

/** What Ansible's check mode registers for a command that did not run, and tasks that follow may ask for. */
const notRun: Returned = { rc: 0, stdout: '', stdout_lines: [], stderr: '', stderr_lines: [] };

/**
 * Runs an action. One that touches the host is asked for its guard first; a check run then reports it as
 * changed where a guard decides whether it runs, or Ansible's check run is left behind, and skips it otherwise.
 */
export async function runAction(module: ActionModule, args: Readonly<Record<string, unknown>>, call: Call): Promise<Finding> {
  if (module.effect !== 'host') return finding(await module.run(call.host, args, call.context));
  const guarded = module.guard?.(call.host, args, call.context);
  if (guarded !== undefined) return finding(guarded);
  if (call.mode === 'apply') return finding(await module.run(call.host, args, call.context));
  // What it would have done to the host is unknown, so that later tasks may miss it.
  call.host.pending(`${shortName(module)} did not run`);
  const { isBeyondAnsible } = call.host;
  const changed = (module.guarded?.(args) ?? false) || isBeyondAnsible;
  const returned = module.registersUnrun || isBeyondAnsible ? notRun : {};
  const msg = 'A check run does not run it';
  return changed ? { changed, msg, returned } : { skipped: 'a check run does not run it', msg, returned };
}

function finding(action: ActionOutcome): Finding {
  const { changed = false, failed = false, skipped, msg, result = {}, diff = [] } = action;
  return { changed, failed, skipped, msg, returned: result, diffs: diff, action };
}
