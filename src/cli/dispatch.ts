import { type Command, InvalidArgumentError, Option } from 'commander';
import { checkRoles } from '../agent/preconditions.ts';
import { DroverError } from '../core/errors.ts';
import { NomadClient } from '../nomad/client.ts';
import { collectorOf } from '../nomad/collector.ts';
import { type DispatchEvent, type DispatchOutcome, dispatch } from '../nomad/dispatch.ts';
import type { DispatchRequest } from '../nomad/dispatch-request.ts';
import { dispatchStatus } from '../nomad/dispatch-status.ts';
import { nomadConfig } from '../nomad/nomad-config.ts';
import { reportedRuns } from '../nomad/reported-runs.ts';
import { imageTag } from './image-tag.ts';
import { limitOf } from './limit-of.ts';
import { openTree } from './open-tree.ts';
import { dispatchLine, dispatchRecap } from './output/dispatch-text.ts';
import { painter } from './output/paint.ts';
import type { Surroundings } from './surroundings.ts';
import { rolesOf, words } from './words.ts';

interface Flags {
  readonly commit: string;
  readonly role: string;
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly limit?: string;
  readonly tags?: string[];
  readonly job: string;
  readonly bundle?: string;
  readonly wait?: boolean;
  readonly timeout: number;
  readonly output: 'text' | 'json';
}

const notes = `
NOMAD_ADDR, NOMAD_TOKEN and Nomad's other variables say where Nomad is. DROVER_COLLECTOR, where it is set, is told who is
expected to report (with DROVER_TOKEN), and the recap then has the counts of each run. Ctrl-C ends the wait, not the runs.

Hosts that are down, drained or without Docker are listed as silent. With --bundle, roles and hosts are looked up in a
checkout of the commit before anything starts, and hosts that --limit leaves out may be silent.

Exit codes: 0 done, 3 invalid arguments or a job that is not registered, 4 a host failed or did not report, 5 the token
lacks a capability, 6 Nomad cannot be reached.`;

/** Adds `drover dispatch`. */
export function addDispatch(program: Command, surroundings: Surroundings): void {
  program
    .command('dispatch')
    .description('Run roles of a commit on every node, through Nomad')
    .requiredOption('--commit <sha>', 'commit that was released', imageTag)
    .requiredOption('--role <roles>', 'these roles with their dependencies, with commas between; all for everything')
    .option('-C, --check', 'change nothing, say what would change')
    .option('-D, --diff', 'record the differences')
    .option('-l, --limit <pattern>', 'only on hosts that fit the pattern; @file for those in a file', limitOf)
    .option('-t, --tags <tags>', 'only tasks with these tags', words)
    .option('--job <id>', 'parameterized job', 'drover')
    .option('--bundle <dir>', 'checkout of the commit, to look up roles and hosts')
    .option('--wait', 'wait until every host is done')
    .option('--timeout <seconds>', 'wait no longer', seconds, 600)
    .addOption(new Option('--output <format>', 'how progress is shown').choices(['text', 'json']).default('text'))
    .addHelpText('after', notes)
    .action((flags: Flags) => run(flags, surroundings));
}

async function run(flags: Flags, surroundings: Surroundings): Promise<void> {
  const { environment, out, err, signal } = surroundings;
  const request = dispatchRequest(flags, surroundings);
  const collector = collectorOf(environment);
  const client = new NomadClient(nomadConfig(environment));
  const paint = painter(out.isTerminal, environment);
  const isText = flags.output === 'text';
  const show = (event: DispatchEvent) => out.write(isText ? dispatchLine(event, paint) : `${JSON.stringify(event)}\n`);
  try {
    const outcome = await last(dispatch(client, request, collector, signal), show);
    const reported = collector === undefined || !flags.wait ? new Map() : await reportedRuns(collector, outcome.dispatch);
    const status = dispatchStatus(outcome);
    const { lost, ...shown } = outcome;
    out.write(isText ? dispatchRecap(outcome, reported, paint) : `${JSON.stringify({ event: 'end', status, ...shown })}\n`);
    if (lost !== null) err.write(`${lost.code}: ${lost.message}\n`);
    surroundings.exitWith(status);
  } finally {
    await client.close();
  }
}

/** Goes through all that a generator yields; returns what it returns. */
async function last(
  events: AsyncGenerator<DispatchEvent, DispatchOutcome>,
  show: (event: DispatchEvent) => void,
): Promise<DispatchOutcome> {
  for (let next = await events.next(); ; next = await events.next()) {
    if (next.done === true) return next.value;
    show(next.value);
  }
}

function dispatchRequest(flags: Flags, surroundings: Surroundings): DispatchRequest {
  const roles = rolesOf(flags.role);
  return {
    job: flags.job,
    commit: flags.commit,
    roles,
    check: flags.check ?? false,
    diff: flags.diff ?? false,
    limit: flags.limit,
    tags: flags.tags ?? [],
    hosts: flags.bundle === undefined ? undefined : lookUp(flags.bundle, roles, flags.limit, surroundings),
    wait: flags.wait ?? false,
    timeout: flags.timeout * 1000,
    by: surroundings.environment['USER'] || undefined,
  };
}

/** The hosts that are meant, as a checkout has them. @throws DroverError for a role or a pattern that fits nothing */
function lookUp(bundle: string, roles: string[] | undefined, limit: string | undefined, surroundings: Surroundings): Set<string> {
  const { inventory, playbook } = openTree({ bundle, play: 'site.yml' }, surroundings);
  checkRoles(playbook, roles);
  const hosts = inventory.match('all', limit);
  if (hosts.length > 0) return new Set(hosts);
  throw new DroverError('USAGE', `Cannot dispatch to "${limit ?? 'all'}": no host of the inventory fits`, {
    hint: `drover inventory --bundle ${bundle} lists hosts and groups`,
  });
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0 || number > 86_400)
    throw new InvalidArgumentError('A number of seconds up to a day is wanted.');
  return number;
}
