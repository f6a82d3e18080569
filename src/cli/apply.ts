import { type Command, InvalidArgumentError, Option } from 'commander';
import { apply } from '../agent/apply.ts';
import type { ApplyOptions } from '../agent/apply-options.ts';
import { statusOf } from '../agent/exit-status.ts';
import { deadlineOf } from './deadline-of.ts';
import { defaultBundle } from './default-bundle.ts';
import { eventOutput } from './event-output.ts';
import { parseExtraVars } from './extra-vars.ts';
import { limitOf } from './limit-of.ts';
import type { Surroundings } from './surroundings.ts';
import { addVaultFlags, settingSources, type VaultFlags, vaultChoice } from './vault-flags.ts';
import { version } from './version.ts';
import { rolesOf, several, words } from './words.ts';

interface Flags extends VaultFlags {
  readonly bundle?: string;
  readonly play: string;
  readonly inventory?: string[];
  readonly root: string;
  readonly host?: string;
  readonly role?: string;
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly tags?: string[];
  readonly skipTags?: string[];
  readonly limit?: string;
  readonly extraVars?: string[];
  readonly startAtTask?: string;
  readonly forceHandlers?: boolean;
  readonly flushCache?: boolean;
  readonly offline?: boolean;
  readonly verbose: number;
  readonly commit?: string;
  readonly lockTimeout: number;
  readonly report?: string;
  readonly collector?: string;
  readonly tokenFile?: string;
  readonly deadline?: number;
  readonly output: 'text' | 'json';
  readonly detailedExitcode?: boolean;
}

const notes = `
SIGTERM or Ctrl-C: the task that is running finishes, then the run ends with exit code 4. A second one ends the
program at once; a command that is running then goes on by itself. Handlers that were notified run next time.

With --collector the run is reported with what modules return, and with --diff with the differences (less what no_log and
diff: false hide). Reporting fails no run: at its end a run waits at most 5 s for the collector, and what cannot be
delivered waits in /var/lib/drover/spool for the next one.

Exit codes: 0 done, 1 a bug in Drover, 2 a check found something to change (with --detailed-exitcode), 3 invalid
bundle or arguments, 4 a task failed or the run was interrupted, 5 refused (lock, host not in the inventory).`;

/** Adds `drover apply`. */
export function addApply(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('apply')
    .description('Bring a machine to the state that the roles declare')
    .option('--bundle <dir>', 'directory of the fleet (default: $DROVER_BUNDLE, the one in the image, or .)')
    .option('--play <file>', 'playbook in the bundle', 'site.yml')
    .option('-i, --inventory <source>', 'inventory in the bundle, or hosts with commas', several)
    .option('--root <dir>', "root of the machine's file system", '/')
    .option('--host <name>', "host of the inventory (default: $DROVER_HOST, or the machine's name)")
    .option('--role <roles>', 'only these roles with their dependencies, with commas between; all for everything')
    .option('-C, --check', 'change nothing, say what would change')
    .option('-D, --diff', 'show the differences')
    .option('-t, --tags <tags>', 'only tasks with these tags', words)
    .option('--skip-tags <tags>', 'no tasks with these tags', words)
    .option('-l, --limit <pattern>', 'only if the host fits the pattern; @file for those in a file', limitOf)
    .option('-e, --extra-vars <vars>', 'variables: NAME=VALUE, JSON or @FILE', several)
    .option('--start-at-task <name>', 'begin with the task of this name')
    .option('--force-handlers', 'run notified handlers even if a task fails')
    .option('--flush-cache', 'forget the facts that earlier runs kept (fact_caching)')
    .option('--offline', 'the root is not running: services are enabled, never started')
    .option('--commit <sha>', 'refuse a bundle of another commit')
    .option('--lock-timeout <seconds>', 'how long to wait for another run', seconds, 60)
    .option('--report <file>', 'write every event there, as lines of JSON')
    .option('--collector <url>', 'report the run there (default: $DROVER_COLLECTOR)')
    .option('--token-file <file>', "token for the collector (default: Nomad's workload identity, or $DROVER_TOKEN)")
    .option('--deadline <seconds>', 'end the run after this time (default: $DROVER_DEADLINE)', seconds)
    .addOption(new Option('--output <format>', 'how events are shown').choices(['text', 'json']).default('text'))
    .option('--detailed-exitcode', 'with --check: exit 2 where something would change')
    .option('-v, --verbose', 'show what modules return', (_, before: number) => before + 1, 0);
  addVaultFlags(command)
    .addHelpText('after', notes)
    .action(async (flags: Flags) => {
      const options = applyOptions(flags, surroundings);
      const applied = await apply(options, eventOutput(flags.output, flags.verbose, surroundings));
      surroundings.exitWith(statusOf(applied, options.check, flags.detailedExitcode ?? false));
    });
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError('A number of seconds is wanted.');
  return number;
}

function applyOptions(flags: Flags, surroundings: Surroundings): ApplyOptions {
  const { environment, signal, excerpts, err } = surroundings;
  return {
    settingSources: settingSources(surroundings),
    vault: vaultChoice(flags),
    ...reporting(flags, environment),
    warn: (message) => err.write(`[WARNING]: ${message}\n`),
    bundle: flags.bundle ?? defaultBundle(environment),
    playbook: flags.play,
    inventory: flags.inventory ?? [],
    root: flags.root,
    host: flags.host ?? (environment['DROVER_HOST'] || undefined),
    roles: rolesOf(flags.role),
    check: flags.check ?? false,
    diff: flags.diff ?? false,
    tags: flags.tags ?? [],
    skipTags: flags.skipTags ?? [],
    limit: flags.limit,
    extraVars: (openVault) => parseExtraVars(flags.extraVars ?? [], openVault),
    startAtTask: flags.startAtTask,
    forceHandlers: flags.forceHandlers ?? false,
    flushCache: flags.flushCache ?? false,
    offline: flags.offline ?? false,
    verbosity: flags.verbose,
    details: flags.output === 'json' || flags.verbose > 0,
    commit: flags.commit,
    dispatch: undefined,
    lockTimeout: flags.lockTimeout * 1000,
    report: flags.report,
    stateDirectory: undefined,
    version: version(),
    environment,
    signal,
    onBundle: (bundle) => excerpts.from(bundle),
  };
}

type Reporting = Pick<ApplyOptions, 'collector' | 'tokenFile' | 'deadline'>;

function reporting({ collector, tokenFile, deadline }: Flags, environment: Surroundings['environment']): Reporting {
  return {
    collector: collector ?? (environment['DROVER_COLLECTOR'] || undefined),
    tokenFile,
    deadline: deadline === undefined ? deadlineOf(environment) : deadline * 1000,
  };
}
