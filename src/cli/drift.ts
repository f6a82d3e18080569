import { type Command, Option } from 'commander';
import { exitStatus } from '../core/errors.ts';
import { NomadClient } from '../nomad/client.ts';
import { collectorOf } from '../nomad/collector.ts';
import { driftTimers, startDrift, stopDrift } from '../nomad/drift.ts';
import { nomadConfig } from '../nomad/nomad-config.ts';
import { type ReportedRun, reportedRuns } from '../nomad/reported-runs.ts';
import { imageTag } from './image-tag.ts';
import { limitOf } from './limit-of.ts';
import { driftText } from './output/drift-text.ts';
import { painter } from './output/paint.ts';
import type { Surroundings } from './surroundings.ts';
import { rolesOf, words } from './words.ts';

interface Flags {
  readonly job: string;
  readonly output: 'text' | 'json';
}

interface StartFlags extends Flags {
  readonly commit: string;
  readonly role: string;
  readonly apply?: boolean;
  readonly limit?: string;
  readonly tags?: string[];
}

const notes = `
The times are the job's own (crons in jobs/drover-drift.nomad.hcl). A timer looks and changes nothing, unless it was started
with --apply. NOMAD_ADDR, NOMAD_TOKEN and Nomad's other variables say where Nomad is; with DROVER_COLLECTOR and DROVER_TOKEN,
drift status also says which hosts have drifted, which Nomad does not know.

Exit codes: 0 done, 3 invalid arguments or a job that is not registered, 5 the token lacks a capability, 6 Nomad cannot be
reached. drift status: 4 where no timer runs, or a host of the last tick failed or was lost.`;

/** Adds `drover drift`. */
export function addDrift(program: Command, surroundings: Surroundings): void {
  const drift = program
    .command('drift')
    .description('Start, stop and show the timer that looks for drift')
    .addHelpText('after', notes);
  const verb = (name: string, description: string): Command =>
    drift
      .command(name)
      .description(description)
      .option('--job <id>', 'parameterized, periodic job', 'drover-drift')
      .addOption(new Option('--output <format>', 'how it is shown').choices(['text', 'json']).default('text'));
  verb('start', 'Look for drift from a commit, time and again; stop the timers that this replaces')
    .requiredOption('--commit <sha>', 'commit that was released', imageTag)
    .requiredOption('--role <roles>', 'these roles with their dependencies, with commas between; all for everything')
    .option('--apply', 'mend what has drifted')
    .option('-l, --limit <pattern>', 'only on hosts that fit the pattern; @file for those in a file', limitOf)
    .option('-t, --tags <tags>', 'only tasks with these tags', words)
    .action((flags: StartFlags) => withClient(surroundings, (client) => start(client, flags, surroundings)));
  verb('stop', 'Stop every timer').action((flags: Flags) =>
    withClient(surroundings, (client) => stop(client, flags, surroundings)),
  );
  verb('status', 'Show timers, their next tick and what the last one found').action((flags: Flags) =>
    withClient(surroundings, (client) => status(client, flags, surroundings)),
  );
  for (const command of drift.commands) command.copyInheritedSettings(program).allowExcessArguments(false);
}

async function withClient({ environment }: Surroundings, act: (client: NomadClient) => Promise<void>): Promise<void> {
  const client = new NomadClient(nomadConfig(environment));
  try {
    await act(client);
  } finally {
    await client.close();
  }
}

async function start(client: NomadClient, flags: StartFlags, { out, signal }: Surroundings): Promise<void> {
  const { job, commit, limit, tags = [] } = flags;
  const request = { job, commit, roles: rolesOf(flags.role), check: flags.apply !== true, diff: true, limit, tags };
  const started = await startDrift(client, request, signal);
  const lines = [`started ${started.timer}`, ...started.stopped.map((id) => `stopped ${id}, which it replaces`)];
  out.write(flags.output === 'json' ? `${JSON.stringify(started)}\n` : `${lines.join('\n')}\n`);
}

async function stop(client: NomadClient, { job, output }: Flags, { out }: Surroundings): Promise<void> {
  const stopped = await stopDrift(client, job);
  const lines = stopped.length === 0 ? ['no timer runs'] : stopped.map((id) => `stopped ${id}`);
  out.write(output === 'json' ? `${JSON.stringify({ stopped })}\n` : `${lines.join('\n')}\n`);
}

async function status(client: NomadClient, { job, output }: Flags, surroundings: Surroundings): Promise<void> {
  const { environment, out } = surroundings;
  const collector = collectorOf(environment);
  const timers = await driftTimers(client, job, Date.now());
  const reports = new Map<string, ReadonlyMap<string, ReportedRun>>();
  for (const { lastTick } of timers) {
    if (collector !== undefined && lastTick !== null) reports.set(lastTick.id, await reportedRuns(collector, lastTick.id));
  }
  out.write(
    output === 'json' ? `${JSON.stringify({ timers })}\n` : driftText(timers, reports, painter(out.isTerminal, environment)),
  );
  const isBad =
    timers.length === 0 || timers.some(({ lastTick }) => lastTick?.hosts.some(({ state }) => /failed|lost/.test(state)));
  surroundings.exitWith(isBad ? exitStatus.taskFailed : exitStatus.done);
}
