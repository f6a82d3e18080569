import { DroverError } from '../core/errors.ts';
import type { Value } from '../core/value/types.ts';
import type { RunOptions } from '../engine/run-state.ts';
import { loadBeforeRootChange } from '../host/command/load-execa.ts';
import { takeRunLock } from '../host/lock.ts';
import type { Machine } from '../host/machine.ts';
import { Prediction } from '../host/prediction.ts';
import { assertRoot, enterRoot } from '../host/root.ts';
import { modules } from '../modules/index.ts';
import type { Bundle } from './bundle.ts';
import { inventoryView } from './inventory-view.ts';
import { FileJournal, noJournal } from './journal.ts';
import { machineName } from './machine-name.ts';
import { openBundle } from './open-bundle.ts';
import { plugins } from './plugins.ts';
import { checkCommit, checkHost, checkRoles } from './preconditions.ts';
import { ReportFile } from './report-file.ts';
import { runId } from './run-id.ts';
import { type Applied, type RunLabel, type Sink, tellRun } from './tell-run.ts';
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
  /** Whether the sink reads what modules return. */
  readonly details: boolean;
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
  /** Told how the bundle's files can be read once it is open, for excerpts; it works inside another root too. */
  readonly onBundle?: ((bundle: Bundle) => void) | undefined;
}

/**
 * One run from start to end: reads and checks the bundle, enters the machine's root, takes the run lock, runs the
 * plays. Nothing of the machine is touched before the bundle is found valid.
 * @throws DroverError for what refuses or ends the run as a whole
 */
export async function apply(options: ApplyOptions, sink: Sink): Promise<Applied> {
  const prepared = prepare(options);
  const report = options.report === undefined ? undefined : new ReportFile(options.report);
  try {
    if (options.root !== '/') {
      await loadBeforeRootChange();
      enterRoot(options.root);
    }
    return await lockedRun(options, prepared, (event) => {
      const problem = report?.write(event);
      sink(event);
      if (problem !== undefined) sink({ event: 'warning', message: problem });
    });
  } finally {
    report?.close();
  }
}

interface Prepared {
  readonly machine: Machine;
  readonly bundle: Bundle;
  readonly commit: string | null;
  readonly tree: Tree;
  readonly host: string;
}

/** All that can refuse the run before the machine is touched. */
function prepare(options: ApplyOptions): Prepared {
  const { machine, bundle } = openBundle(options.bundle, options.environment, !options.offline);
  options.onBundle?.(bundle);
  const commit = checkCommit(bundle, options.commit);
  assertRoot(options.root);
  const host = options.host ?? machineName(options.root);
  const { playbook, inventory, extraVars } = options;
  const tree = loadTree(bundle, { playbook, inventory, extraVars, hosts: [host] });
  checkRoles(tree.playbook, options.roles);
  checkHost(tree.inventory, host);
  return { machine, bundle, commit, tree, host };
}

/** A check run changes nothing, so it may go on beside another run, and leaves neither lock nor journal. */
async function lockedRun(options: ApplyOptions, prepared: Prepared, tell: Sink): Promise<Applied> {
  const label = { id: runId(), commit: prepared.commit, dispatch: options.dispatch ?? null, version: options.version };
  const warnings = prepared.tree.warnings;
  if (options.check) {
    return await tellRun(runOptions(options, prepared, noJournal), { ...label, warnings, whenDone: () => [] }, tell);
  }
  const lock = await takeLock(options, label);
  try {
    const journal = new FileJournal(
      options.stateDirectory === undefined ? undefined : `${options.stateDirectory}/handlers.jsonl`,
    );
    try {
      const whenDone = () => (isWhole(options) ? journal.abandon().map(abandoned) : []);
      return await tellRun(runOptions(options, prepared, journal), { ...label, warnings, whenDone }, tell);
    } finally {
      journal.close();
    }
  } finally {
    lock.release();
  }
}

async function takeLock(options: ApplyOptions, { id, commit, dispatch }: Pick<RunLabel, 'id' | 'commit' | 'dispatch'>) {
  const holder = { pid: process.pid, run: id, since: new Date().toISOString(), commit, dispatch };
  const lock = await takeRunLock(holder, options.lockTimeout, options.stateDirectory, options.signal);
  if (!options.signal.aborted) return lock;
  lock.release();
  throw new DroverError('INTERRUPTED', 'Cannot start the run: it was asked to stop before its first task');
}

/** Whether the run goes through everything that the bundle has for this host. */
function isWhole({ roles, tags, skipTags, limit, startAtTask, playbook }: ApplyOptions): boolean {
  const isCut = roles !== undefined || tags.length > 0 || skipTags.length > 0 || limit !== undefined || startAtTask !== undefined;
  return !isCut && playbook === 'site.yml';
}

/** @param key the play, the role and the name of a handler with ` > ` between; one without a role has none in the middle */
function abandoned(key: string): string {
  const handler = key
    .split(' > ')
    .filter((part) => part !== '')
    .join(' > ');
  return `An earlier run owed the handler "${handler}", which no play for this host has any more: it will not run`;
}

function runOptions(
  options: ApplyOptions,
  { machine, bundle, tree, host }: Prepared,
  journal: RunOptions['journal'],
): RunOptions {
  const shared = options.check ? new Prediction(machine) : undefined;
  return {
    playbook: tree.playbook,
    inventory: inventoryView(tree.inventory, bundle.directory, options.limit),
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
    details: options.details || options.report !== undefined,
    parseContext: tree.parseContext,
    journal,
    signal: options.signal,
  };
}
