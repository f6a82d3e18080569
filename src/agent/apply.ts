import { DroverError } from '../core/errors.ts';
import type { Value } from '../core/value/types.ts';
import { checkPrompts } from '../engine/prompts.ts';
import type { RunOptions } from '../engine/run-state.ts';
import { loadBeforeRootChange } from '../host/command/load-execa.ts';
import { takeRunLock } from '../host/lock.ts';
import type { Machine } from '../host/machine.ts';
import { Prediction } from '../host/prediction.ts';
import { assertRoot, enterRoot } from '../host/root.ts';
import { modules } from '../modules/index.ts';
import type { ApplyOptions } from './apply-options.ts';
import type { Bundle } from './bundle.ts';
import { openCompiled, staleWarning } from './compiled/open-compiled.ts';
import { startDeadline } from './deadline.ts';
import { openFactCache } from './fact-cache.ts';
import { secretHider } from './hide-secrets.ts';
import { inventoryView } from './inventory-view.ts';
import { FileJournal, noJournal } from './journal.ts';
import { machineName } from './machine-name.ts';
import { takeNewestDispatch } from './newest-dispatch.ts';
import { openBundle } from './open-bundle.ts';
import { plugins } from './plugins.ts';
import { checkCommit, checkHost, checkRoles } from './preconditions.ts';
import { prepareBundle } from './prepare-bundle.ts';
import { withoutTokens } from './report/token-variables.ts';
import { runId } from './run-id.ts';
import { type Applied, type RunLabel, type Sink, tellRun } from './tell-run.ts';
import { openTelling, type Telling } from './telling.ts';
import { loadTree, type Tree } from './tree.ts';

/**
 * One run from start to end: reads and checks the bundle, enters the machine's root, takes the run lock, runs the
 * plays. Nothing of the machine is touched before the bundle is found valid.
 * @throws DroverError for what refuses or ends the run as a whole
 */
export async function apply(options: ApplyOptions, sink: Sink): Promise<Applied> {
  const id = runId();
  const telling = await openTelling(options, sink);
  const { signal, isOver, cancel } = startDeadline(options.signal, options.deadline);
  const enter = entrance(options.root);
  try {
    const prepared = prepare(options);
    await enter();
    return await lockedRun({ ...options, signal }, prepared, { id, isOver, telling });
  } catch (error) {
    await telling.refused(error, id, enter);
    throw error;
  } finally {
    cancel();
    await telling.close();
  }
}

/** Enters the machine's root at its first call. */
function entrance(root: string): () => Promise<void> {
  let isInside = root === '/';
  return async () => {
    if (isInside) return;
    await loadBeforeRootChange();
    enterRoot(root);
    isInside = true;
  };
}

type Course = Pick<RunLabel, 'id' | 'isOver'> & { readonly telling: Telling };

interface Prepared {
  readonly machine: Machine;
  readonly prediction: Prediction | undefined;
  readonly bundle: Bundle;
  readonly commit: string | null;
  readonly tree: Tree;
  readonly host: string;
  readonly extraVars: ReadonlyMap<string, Value>;
}

/** All that can refuse the run before the machine is touched. */
function prepare(options: ApplyOptions): Prepared {
  const { offline, check, root } = options;
  const { machine, prediction, bundle } = openBundle(options.bundle, withoutTokens(options.environment), {
    online: !offline,
    check,
    root,
  });
  options.onBundle?.(bundle);
  const commit = checkCommit(bundle, options.commit);
  assertRoot(root);
  const host = options.host ?? machineName(root);
  const { playbook, inventory, settingSources, vault, environment } = options;
  const prepared = prepareBundle(bundle, settingSources, vault, environment);
  const extraVars = options.extraVars(bundle.openVault);
  const unusable = openCompiled(bundle, options.version);
  const loaded = loadTree(bundle, { ...prepared, playbook, inventory, extraVars, hosts: [host] });
  const notes = [unusable, staleWarning(bundle)].filter((note) => note !== undefined);
  const tree = { ...loaded, warnings: [...notes, ...loaded.warnings] };
  checkRoles(tree.playbook, options.roles);
  checkPrompts(tree.playbook, extraVars);
  checkHost(tree.inventory, host);
  return { machine, prediction, bundle, commit, tree, host, extraVars };
}

/** A check run changes nothing, so it may go on beside another run, and leaves neither lock nor journal. */
async function lockedRun(options: ApplyOptions, prepared: Prepared, { id, isOver, telling }: Course): Promise<Applied> {
  const { bundle, commit, machine, tree } = prepared;
  const { dispatch, version, stateDirectory } = options;
  const withoutSecrets = secretHider(() => bundle.secrets);
  const tell: Sink = (event) => telling.tell(withoutSecrets(event));
  const facts = () => telling.facts?.(machine);
  const label = { id, commit, dispatch: dispatch ?? null, version, isOver, facts, warnings: tree.warnings };
  if (options.check) {
    return await tellRun(runOptions(options, prepared, noJournal), { ...label, whenDone: () => [] }, tell);
  }
  const lock = await takeLock(options, label);
  try {
    if (dispatch !== undefined) takeNewestDispatch({ ...options, dispatch, playbook: tree.playbook });
    const journal = new FileJournal(stateDirectory === undefined ? undefined : `${stateDirectory}/handlers.jsonl`);
    try {
      const whenDone = () => (isWhole(options) ? journal.abandon().map(abandoned) : []);
      return await tellRun(runOptions(options, prepared, journal), { ...label, whenDone }, tell);
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
  { machine, prediction, bundle, tree, host, extraVars }: Prepared,
  journal: RunOptions['journal'],
): RunOptions {
  const { settings } = tree;
  return {
    playbook: tree.playbook,
    inventory: inventoryView(tree.inventory, bundle.directory, options.limit),
    host,
    modules,
    plugins,
    controller: bundle,
    machine: { real: machine, predicted: () => prediction ?? new Prediction(machine) },
    check: options.check,
    diff: options.diff || settings.diff,
    tags: { only: [...settings.tags, ...options.tags], skip: [...settings.skipTags, ...options.skipTags] },
    extraVars,
    roles: options.roles,
    startAtTask: options.startAtTask,
    forceHandlers: options.forceHandlers || settings.forceHandlers,
    settings,
    verbosity: options.verbosity + settings.verbosity,
    details: options.details || options.report !== undefined || options.collector !== undefined,
    parseContext: tree.parseContext,
    journal,
    factCache: openFactCache(bundle, host, settings, options.flushCache),
    signal: options.signal,
  };
}
