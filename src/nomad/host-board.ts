import type { Allocation } from './documents.ts';
import type { ExpectedHost } from './expected-hosts.ts';
import { type HostRun, hostRun, isOver } from './host-run.ts';

/** Every host of a dispatch with its newest state. */
export class HostBoard {
  readonly #runs = new Map<string, HostRun>();
  readonly #newest = new Map<string, Allocation>();
  readonly #names: ReadonlyMap<string, string>;
  readonly #obstacles: ReadonlyMap<string, string | undefined>;

  constructor(expected: readonly ExpectedHost[]) {
    this.#names = new Map(expected.map(({ node, host }) => [node, host]));
    this.#obstacles = new Map(expected.map(({ node, obstacle }) => [node, obstacle]));
    for (const { host, node } of expected) {
      this.#runs.set(node, {
        host,
        node,
        allocation: null,
        state: 'expected',
        exit: null,
        message: null,
        details: null,
        ms: null,
      });
    }
  }

  /** All hosts, by name. */
  get hosts(): readonly HostRun[] {
    const { compare } = new Intl.Collator('en', { numeric: true });
    return [...this.#runs.values()].sort((one, other) => compare(one.host, other.host));
  }

  get isOver(): boolean {
    return [...this.#runs.values()].every(isOver);
  }

  /** Takes in what is known of an allocation, however late it comes. @returns the host if its state is another now */
  take(allocation: Allocation): HostRun | undefined {
    const known = this.#newest.get(allocation.NodeID);
    if (known !== undefined && !isNewer(allocation, known)) return undefined;
    this.#newest.set(allocation.NodeID, allocation);
    const host = this.#names.get(allocation.NodeID) ?? allocation.NodeName;
    const after = hostRun(host, allocation);
    // What was said in other words since then stays.
    if (known !== undefined && isSame(hostRun(host, known), after)) return undefined;
    this.#runs.set(allocation.NodeID, after);
    return after;
  }

  /**
   * Looks whose nodes have gone or come back: of a sysbatch allocation on a node that is down Nomad says `running` for ever.
   * @param gone IDs of nodes that are not ready; all others are
   * @returns the hosts whose state is another now
   */
  nodes(gone: ReadonlySet<string>): readonly HostRun[] {
    const changed: HostRun[] = [];
    for (const [id, allocation] of this.#newest) {
      const run = this.#runs.get(id);
      if (run === undefined) continue;
      const asNomadSays = hostRun(run.host, allocation);
      if (isOver(asNomadSays) || gone.has(id) === (run.state === 'lost')) continue;
      changed.push(gone.has(id) ? { ...run, state: 'lost', message: 'the node went down during the run' } : asNomadSays);
    }
    for (const run of changed) this.#runs.set(run.node, run);
    return changed;
  }

  /** Has a better message for a host that is done for. */
  explain(run: HostRun): void {
    this.#runs.set(run.node, run);
  }

  /** Nomad has placed what it could: hosts without an allocation will not report. @param why as Nomad says @returns them */
  placed(why: readonly string[]): readonly HostRun[] {
    return this.#silence(
      ({ state }) => state === 'expected',
      (run) => this.#obstacles.get(run.node) ?? ['Nomad placed nothing there', ...why].join(': '),
    );
  }

  /** Nobody waits any longer: what is not over counts as silent. @returns those hosts */
  close(why: string): readonly HostRun[] {
    return this.#silence(
      (run) => !isOver(run),
      ({ state, message }) => {
        const last = state === 'running' ? 'still running' : state === 'pending' ? 'not started' : 'not placed';
        return `${last} ${why}${message === null ? '' : ` (${message})`}`;
      },
    );
  }

  #silence(isMeant: (run: HostRun) => boolean, why: (run: HostRun) => string): readonly HostRun[] {
    const silent = this.hosts.filter(isMeant).map((run): HostRun => ({ ...run, state: 'silent', message: why(run) }));
    for (const run of silent) this.#runs.set(run.node, run);
    return silent;
  }
}

/** A node may get a second allocation of one dispatch: then the later one counts. */
function isNewer(one: Allocation, other: Allocation): boolean {
  return one.ID === other.ID ? one.ModifyIndex > other.ModifyIndex : one.CreateIndex > other.CreateIndex;
}

function isSame(one: HostRun, other: HostRun): boolean {
  return one.allocation === other.allocation && one.state === other.state && one.message === other.message;
}
