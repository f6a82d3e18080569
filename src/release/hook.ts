import type { Inventory } from '../inventory/inventory.ts';
import type { Playbook } from '../language/ast.ts';
import { type PlannedDispatch, planDispatch } from './plan-dispatch.ts';
import type { RefUpdate } from './ref-updates.ts';
import type { Released } from './release.ts';
import type { Repository } from './repository.ts';
import { roleUsers } from './role-users.ts';
import { touched } from './touched.ts';

/** What a hook asks of Nomad. */
export interface DispatchRequest {
  readonly commit: string;
  /** undefined for everything. */
  readonly roles: readonly string[] | undefined;
  /** A pattern of hosts; undefined for all. */
  readonly limit: string | undefined;
  /** The hosts of the inventory that the limit means. */
  readonly hosts: readonly string[];
  readonly check: boolean;
  /** Milliseconds that are left to follow it; after them it goes on unseen. */
  readonly timeout: number;
  readonly tell: (line: string) => void;
}

export interface DispatchEnd {
  /** `running`: there was no time to wait for its end. */
  readonly status: 'done' | 'failed' | 'running';
  /** The command that shows how it goes on. */
  readonly follow: string;
}

/** Dispatches and follows. @throws DroverError where nothing could be dispatched */
export type Dispatch = (request: DispatchRequest) => Promise<DispatchEnd>;

/** What the hook needs of a bundle that was checked. */
interface Checked {
  readonly playbook: Playbook;
  readonly inventory: Inventory;
}

export interface HookOptions {
  readonly repository: Repository;
  readonly updates: readonly RefUpdate[];
  /** The branch that is released: `main`. */
  readonly branch: string;
  readonly check: boolean;
  /** Milliseconds since 1970: when the person who pushes has waited long enough. */
  readonly deadline: number;
  readonly release: (commit: string) => Promise<Released<Checked>>;
  readonly dispatch: Dispatch;
  readonly tell: (line: string) => void;
}

/** Names the commit that was dispatched last: what a failed hook left undone, the next one does. */
export const dispatchedReference = 'refs/drover/dispatched';

const everything: PlannedDispatch = { roles: undefined, limit: undefined };

/**
 * Releases the pushed commit and dispatches what differs from the commit that was dispatched last.
 * @returns whether every host that was waited for came to a good end
 */
export async function runHook(options: HookOptions): Promise<boolean> {
  const { repository, updates, branch, tell } = options;
  const update = updates.find(({ reference }) => reference === `refs/heads/${branch}`);
  if (update?.to === undefined) {
    tell(
      update === undefined ? `nothing is released: only pushes to ${branch} are` : `nothing is released: ${branch} was deleted`,
    );
    return true;
  }
  const released = await options.release(update.to);
  const plan = await planned(options, update.from, released);
  if (plan === undefined) tell('nothing is dispatched: no file that machines use has changed');
  const isGood = plan === undefined || (await dispatched(plan, released, options));
  // A check changes nothing: what it looked at is still to be dispatched.
  if (!options.check) await repository.setReference(dispatchedReference, released.commit);
  return isGood;
}

/**
 * What differs from the commit dispatched last, and from the one pushed last, which may be another: before one's own pushes,
 * when others pushed in between.
 */
async function planned(
  { repository, check }: HookOptions,
  from: string | undefined,
  { commit, files, checked }: Released<Checked>,
): Promise<PlannedDispatch | undefined> {
  const last = await repository.reference(dispatchedReference);
  // Of what was never dispatched nobody knows where the machines are. A check is not to tell that.
  if (last === undefined && !check) return everything;
  const before = new Set([last, from].filter((each) => each !== undefined));
  const changes = await Promise.all([...before].map((each) => repository.changes(each, commit)));
  const known = changes.filter((each) => each !== undefined);
  // Nothing to compare with: a new branch, or a commit that is not here.
  if (known.length === 0 || known.length < changes.length) return everything;
  const { inventory, playbook } = checked;
  const knows = (name: string): boolean => inventory.hosts.has(name) || inventory.groups.has(name);
  const paths = new Set(files.map(({ path }) => path));
  return planDispatch(touched(known.flat(), paths), roleUsers(playbook, files), knows);
}

async function dispatched(
  { roles, limit }: PlannedDispatch,
  { commit, checked }: Released<Checked>,
  { check, deadline, dispatch, tell }: HookOptions,
): Promise<boolean> {
  const where = limit === undefined ? 'every host' : limit.replaceAll(',', ', ');
  tell(`dispatching ${roles?.join(', ') ?? 'everything'} to ${where}${check ? ' as a check' : ''}`);
  const hosts = checked.inventory.match('all', limit);
  const timeout = Math.max(deadline - Date.now(), 1);
  const { status, follow } = await dispatch({ commit, roles, limit, hosts, check, timeout, tell });
  if (status === 'running') tell(`this push waits no longer; the runs go on: ${follow}`);
  if (status === 'failed') tell(`not every host came to a good end: ${follow}`);
  return status !== 'failed';
}
