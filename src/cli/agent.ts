import type { Command } from 'commander';
import type { Logger } from 'pino';
import { apply } from '../agent/apply.ts';
import type { ApplyOptions } from '../agent/apply-options.ts';
import { statusOf, statusOfError } from '../agent/exit-status.ts';
import { bundleOnly } from '../agent/settings/read-settings.ts';
import { InvalidBundle } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { formatSpan } from '../core/span.ts';
import { agentLog } from './agent-log.ts';
import { agentSettings } from './agent-settings.ts';
import { agentVault } from './agent-vault.ts';
import { eventOutput } from './event-output.ts';
import { failureText } from './failure.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** Milliseconds: long enough for a run that was dispatched a moment before. */
const lockTimeout = 300_000;

const notes = `
Environment: NOMAD_META_COMMIT and NOMAD_META_ROLE (a role, several with commas, or all); NOMAD_META_CHECK, NOMAD_META_DIFF,
NOMAD_META_LIMIT and NOMAD_META_TAGS, of which an empty one counts as absent; NOMAD_JOB_ID names the dispatch.
DROVER_HOST (default: the machine's name), DROVER_BUNDLE (/bundle), DROVER_ROOT (/host), DROVER_LOG_LEVEL (info),
DROVER_DEADLINE: seconds after which the run ends by itself, a little less than Nomad gives it.
DROVER_VAULT_VARIABLE: a Nomad Variable with the passwords of ansible-vault, read with the task's identity; or
DROVER_VAULT_PASSWORD_FILE, DROVER_VAULT_PASSWORD.
DROVER_COLLECTOR: address of the collector, which gets a report with the task's workload identity (named drover, as a
file), or with DROVER_TOKEN; DROVER_NODE, the node's ID, goes with it.

What happens goes to stdout as text, the agent's own log to stderr as lines of JSON. SIGTERM and exit codes are those
of drover apply.`;

/** Adds `drover agent`. */
export function addAgent(program: Command, surroundings: Surroundings): void {
  program
    .command('agent')
    .description('What the Nomad job starts: applies the bundle as it was dispatched')
    .addHelpText('after', notes)
    .action(async () => {
      const { environment, err } = surroundings;
      const log = await agentLog(environment['DROVER_LOG_LEVEL'], err);
      surroundings.exitWith(await logged(log, surroundings));
    });
}

/** One run with its log: `start`, then `end` or `refused`. @returns the exit status */
async function logged(log: Logger, surroundings: Surroundings): Promise<number> {
  try {
    const options = await agentOptions(surroundings, (message) => log.warn(message));
    const { commit, roles, check, dispatch, host, limit, tags, bundle, root } = options;
    log.info(
      { version: options.version, commit, roles: roles ?? 'all', check, dispatch, host, limit, tags, bundle, root },
      'start',
    );
    const applied = await apply(options, eventOutput('text', 0, surroundings));
    const exit = statusOf(applied, check, false);
    log.info({ ...applied, exit }, 'end');
    return exit;
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const exit = statusOfError(error);
    log.error({ ...fields(error), exit }, 'refused');
    surroundings.out.write(failureText(error, surroundings.excerpts));
    return exit;
  }
}

function fields(error: DroverError): Record<string, unknown> {
  const { code, message, hint, span } = error;
  const errors =
    error instanceof InvalidBundle ? error.diagnostics.filter(({ severity }) => severity === 'error').length : undefined;
  return { code, error: message, hint, span: span === undefined ? undefined : formatSpan(span), errors };
}

async function agentOptions({ environment, signal, excerpts }: Surroundings, warn: ApplyOptions['warn']): Promise<ApplyOptions> {
  return {
    ...agentSettings(environment),
    settingSources: bundleOnly,
    vault: await agentVault(environment, warn),
    playbook: 'site.yml',
    inventory: [],
    skipTags: [],
    extraVars: () => new Map(),
    startAtTask: undefined,
    forceHandlers: false,
    flushCache: false,
    offline: false,
    verbosity: 0,
    details: false,
    lockTimeout,
    report: undefined,
    tokenFile: undefined,
    warn,
    stateDirectory: undefined,
    version: version(),
    environment,
    signal,
    onBundle: (bundle) => excerpts.from(bundle),
  };
}
