import { InvalidBundle } from '../core/diagnostic.ts';
import { DroverError, errorCodes, exitStatus } from '../core/errors.ts';
import type { Recap, RunEvent } from '../core/events.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Value } from '../core/value/types.ts';
import { run } from '../engine/run.ts';
import type { HandlerJournal, RunOptions } from '../engine/run-state.ts';
import { loadBeforeRootChange } from '../host/command/load-execa.ts';
import { HostFacts } from '../host/facts/host-facts.ts';
import { takeRunLock } from '../host/lock.ts';
import { Machine } from '../host/machine.ts';
import { pipe } from '../host/pipe.ts';
import { Prediction } from '../host/prediction.ts';
import { assertRoot, enterRoot } from '../host/root.ts';
import { modules } from '../modules/index.ts';
import { Bundle } from './bundle.ts';
import { inventoryView } from './inventory-view.ts';
import { FileJournal, noJournal } from './journal.ts';
import { machineName } from './machine-name.ts';
import { plugins } from './plugins.ts';
import { ReportFile } from './report-file.ts';
import { runId } from './run-id.ts';
import { loadTree, type Tree } from './tree.ts';

/** One run, as the command line or the job asks for it. */
export interface ApplyOptions {
  readonly bundle: string;
  /** Bundle path of the playbook. */
  readonly playbook: string;
  readonly inventory: readonly string[];
  readonly root: string;
  /** The host of the inventory; the machine's own name when absent. */
  readonly host: string | undefined;
  readonly roles: readonly string[] | undefined;
  readonly check: boolean;
  readonly diff: boolean;
  readonly tags: readonly string[];
  readonly skipTags: readonly string[];
  readonly limit: string | undefined;
  readonly extraVars: ReadonlyMap<string, Value>;
  readonly startAtTask: string | undefined;
  readonly forceHandlers: boolean;
  readonly offline: boolean;
  readonly verbosity: number;
  /** The commit that was asked for; the bundle's has to be the same. */
  readonly commit: string | undefined;
  readonly dispatch: string | undefined;
  /** Milliseconds to wait for another run. */
  readonly lockTimeout: number;
  /** A file that gets every event, a line each. */
  readonly report: string | undefined;
  /** Where lock and journal lie; on the machine's usual places when absent. */
  readonly stateDirectory: string | undefined;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Takes the events of a run, in order. */
export type Sink = (event: RunEvent) => void;

/** How a run ended. */
export interface Applied {
  readonly status: 'done' | 'failed' | 'interrupted';
  readonly changed: boolean;
}

/**
 * One run from start to end: reads and checks the bundle, enters the machine's root, takes the run lock, runs the
 * plays. Nothing of the machine is touched before the bundle is found valid.
 * @throws DroverError for what refuses or ends the run as a whole
 */
export async function apply(options: ApplyOptions, sink: Sink): Promise<Applied> {
  const machine = new Machine({
    environment: options.environment,
    online: !options.offline,
    facts: (files) => new HostFacts(files, files.environment),
  });
  const bundle = new Bundle(options.bundle, {
    files: machine,
    environment: machine.environment,
    pipe: (command, cwd) => pipe(command, cwd, machine.environment),
  });
  const commit = checkCommit(bundle, options.commit);
  const tree = loadTree(bundle, { playbook: options.playbook, inventory: options.inventory, extraVars: options.extraVars });
  checkRoles(tree, options.roles);
  const host = hostOf(tree, options);
  const report = options.report === undefined ? undefined : new ReportFile(options.report);
  assertRoot(options.root);
  if (options.root !== '/') {
    await loadBeforeRootChange();
    enterRoot(options.root);
  }
  const id = runId();
  const lock = await takeLock(options, id, commit);
  const journal = options.check
    ? undefined
    : new FileJournal(options.stateDirectory === undefined ? undefined : `${options.stateDirectory}/handlers.jsonl`);
  const tell: Sink = (event) => {
    report?.write(event);
    sink(event);
  };
  try {
    return await runTold(
      runOptions(options, { machine, bundle, tree, host, journal: journal ?? noJournal }),
      options,
      { id, commit },
      tell,
    );
  } finally {
    journal?.close();
    lock?.release();
    report?.close();
  }
}

/** A check run changes nothing, so it may go on beside another run, and leaves no lock file. */
async function takeLock(options: ApplyOptions, run: string, commit: string | null) {
  if (options.check) return undefined;
  const holder = { pid: process.pid, run, since: new Date().toISOString(), commit, dispatch: options.dispatch ?? null };
  return await takeRunLock(holder, options.lockTimeout, options.stateDirectory);
}

interface Parts {
  readonly machine: Machine;
  readonly bundle: Bundle;
  readonly tree: Tree;
  readonly host: string;
  readonly journal: HandlerJournal;
}

function runOptions(options: ApplyOptions, { machine, bundle, tree, host, journal }: Parts): RunOptions {
  const shared = options.check ? new Prediction(machine) : undefined;
  return {
    playbook: tree.playbook,
    inventory: inventoryView(tree.inventory, tree.inventorySource, bundle.directory, options.limit),
    host,
    modules,
    plugins,
    controller: bundle,
    machine: { real: machine, predicted: () => shared ?? new Prediction(machine) },
    check: options.check,
    diff: options.diff,
    tags: { only: options.tags, skip: options.skipTags },
    extraVars: options.extraVars,
    roles: options.roles,
    startAtTask: options.startAtTask,
    forceHandlers: options.forceHandlers || tree.settings.forceHandlers,
    verbosity: options.verbosity,
    parseContext: tree.parseContext,
    journal,
    signal: options.signal,
  };
}

async function runTold(
  given: RunOptions,
  options: ApplyOptions,
  { id, commit }: { id: string; commit: string | null },
  tell: Sink,
): Promise<Applied> {
  const started = performance.now();
  tell({
    event: 'run_start',
    run: id,
    host: given.host,
    commit,
    version: options.version,
    check: options.check,
    started: new Date().toISOString(),
    playbook: options.playbook,
    roles: options.roles ?? [],
    dispatch: options.dispatch ?? null,
  });
  const recap: Recap = { ok: 0, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
  const end = (status: Applied['status'], counts: Recap, message?: string) =>
    tell({
      event: 'run_end',
      run: id,
      host: given.host,
      status,
      recap: counts,
      ms: Math.round(performance.now() - started),
      message,
    });
  try {
    const events = run(given);
    let step = await events.next();
    while (step.done !== true) {
      tell(step.value);
      step = await events.next();
    }
    const message =
      step.value.status === 'interrupted' ? 'The run was interrupted: the task that was running has finished' : undefined;
    end(step.value.status, step.value.recap, message);
    return { status: step.value.status, changed: step.value.recap.changed > 0 };
  } catch (error) {
    end('failed', recap, error instanceof Error ? error.message : String(error));
    throw error;
  }
}

/** The commit in the bundle's `COMMIT` file; null where it has none and none was asked for. */
function checkCommit(bundle: Bundle, wanted: string | undefined): string | null {
  const found = bundle.type('COMMIT') === 'file' ? Buffer.from(bundle.read('COMMIT')).toString('utf8').trim() : null;
  if (wanted === undefined || found === wanted) return found;
  const why = found === null ? 'it has no COMMIT file' : `it is of commit ${found}`;
  throw new DroverError('COMMIT_MISMATCH', `Cannot apply commit ${wanted} with the bundle ${bundle.directory}: ${why}`, {
    hint: 'release that commit, or dispatch the one in the image',
  });
}

function hostOf({ inventory }: Tree, options: ApplyOptions): string {
  const name = options.host ?? machineName(options.root);
  if (inventory.host(name) !== undefined) return name;
  const hint = didYouMean(name, inventory.hosts.keys()) ?? 'add it to the inventory, or name the host with --host';
  throw new DroverError('HOST_UNKNOWN', `Cannot run for host "${name}": it is not in the inventory`, { hint });
}

/** `--role` names roles that the playbook uses. */
function checkRoles({ playbook }: Tree, roles: readonly string[] | undefined): void {
  const known = new Set(playbook.plays.flatMap((play) => play.roles.map((use) => use.name)));
  for (const role of roles ?? []) {
    if (known.has(role)) continue;
    const hint = didYouMean(role, known) ?? `its plays use ${[...known].join(', ')}`;
    throw new DroverError('USAGE', `Cannot apply role "${role}": no play of ${playbook.file} uses it`, { hint });
  }
}

/** The exit status a run leads to. */
export function statusOf({ status, changed }: Applied, check: boolean, detailed: boolean): number {
  if (status !== 'done') return exitStatus.taskFailed;
  return check && detailed && changed ? exitStatus.drift : exitStatus.done;
}

/** The exit status of an error that ended a command. */
export function statusOfError(error: DroverError): number {
  return error instanceof InvalidBundle ? exitStatus.invalid : errorCodes[error.code];
}
