import type { Command } from 'commander';
import { type ApplyOptions, apply } from '../agent/apply.ts';
import { statusOf } from '../agent/exit-status.ts';
import type { RunEvent } from '../core/events.ts';
import { parseExtraVars } from './extra-vars.ts';
import { painter } from './output/paint.ts';
import { textOutput } from './output/text.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

interface Flags {
  readonly bundle: string;
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
  readonly offline?: boolean;
  readonly verbose?: number;
  readonly commit?: string;
  readonly lockTimeout: string;
  readonly report?: string;
  readonly output: string;
  readonly detailedExitcode?: boolean;
}

const several = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];
const words = (value: string, before: string[] | undefined): string[] => [...(before ?? []), ...splitList(value)];

/** Adds `drover apply`. */
export function addApply(program: Command, surroundings: Surroundings): void {
  program
    .command('apply')
    .description('Bring a machine to the state that the roles declare')
    .option('--bundle <dir>', 'directory of the fleet', '.')
    .option('--play <file>', 'playbook in the bundle', 'site.yml')
    .option('-i, --inventory <source>', 'inventory in the bundle, or hosts with commas', several)
    .option('--root <dir>', "root of the machine's file system", '/')
    .option('--host <name>', "host of the inventory (default: the machine's name)")
    .option('--role <roles>', 'only these roles with their dependencies, with commas between')
    .option('-C, --check', 'change nothing, say what would change')
    .option('-D, --diff', 'show the differences')
    .option('-t, --tags <tags>', 'only tasks with these tags', words)
    .option('--skip-tags <tags>', 'no tasks with these tags', words)
    .option('-l, --limit <pattern>', 'only if the host fits the pattern')
    .option('-e, --extra-vars <vars>', 'variables: NAME=VALUE, JSON or @FILE', several)
    .option('--start-at-task <name>', 'begin with the task of this name')
    .option('--force-handlers', 'run notified handlers even if a task fails')
    .option('--offline', 'the root is not running: services are enabled, never started')
    .option('--commit <sha>', 'refuse a bundle of another commit')
    .option('--lock-timeout <seconds>', 'how long to wait for another run', '60')
    .option('--report <file>', 'write every event there, as lines of JSON')
    .option('--output <format>', 'text or json', 'text')
    .option('--detailed-exitcode', 'with --check: exit 2 where something would change')
    .option('-v, --verbose', 'show what modules return', (_, before: number) => before + 1, 0)
    .action(async (flags: Flags) => {
      const options = applyOptions(flags, surroundings);
      const applied = await apply(options, sink(flags, surroundings));
      surroundings.exitWith(statusOf(applied, options.check, flags.detailedExitcode ?? false));
    });
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function applyOptions(flags: Flags, { environment, signal }: Surroundings): ApplyOptions {
  const roles = flags.role === undefined || flags.role === '' || flags.role === 'all' ? undefined : splitList(flags.role);
  return {
    bundle: flags.bundle,
    playbook: flags.play,
    inventory: flags.inventory ?? [],
    root: flags.root,
    host: flags.host,
    roles,
    check: flags.check ?? false,
    diff: flags.diff ?? false,
    tags: flags.tags ?? [],
    skipTags: flags.skipTags ?? [],
    limit: flags.limit,
    extraVars: parseExtraVars(flags.extraVars ?? []),
    startAtTask: flags.startAtTask,
    forceHandlers: flags.forceHandlers ?? false,
    offline: flags.offline ?? false,
    verbosity: flags.verbose ?? 0,
    details: flags.output === 'json' || (flags.verbose ?? 0) > 0,
    commit: flags.commit,
    dispatch: undefined,
    lockTimeout: Number(flags.lockTimeout) * 1000,
    report: flags.report,
    stateDirectory: undefined,
    version: version(),
    environment,
    signal,
  };
}

/** Where events go: text in Ansible's habits, or a line of JSON each. */
function sink(flags: Flags, { out, environment }: Surroundings): (event: RunEvent) => void {
  if (flags.output === 'json') return (event) => out.write(`${JSON.stringify(event)}\n`);
  const show = textOutput({ paint: painter(out.isTerminal, environment), verbosity: flags.verbose ?? 0, width: out.columns });
  return (event) => out.write(show(event));
}
