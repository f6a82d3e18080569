import type { Controller } from '../core/controller.ts';
import type { RunEvent } from '../core/events.ts';
import type { Host, PredictedHost } from '../core/host.ts';
import type { ModuleRegistry } from '../core/module.ts';
import type { Settings } from '../core/settings/honoured.ts';
import type { Value } from '../core/value/types.ts';
import type { Play, Playbook, RoleUse, Statement } from '../language/ast.ts';
import type { Registry } from '../language/jinja/registry.ts';
import type { ParseContext } from '../language/parse-context.ts';
import type { BackgroundJobs } from './background-jobs.ts';
import type { Flow } from './flow.ts';
import type { Frame } from './frame.ts';
import type { HandlerList } from './handlers.ts';
import type { InventoryView } from './inventory-view.ts';
import type { FactCache, KnownFacts } from './known-facts.ts';
import type { Counts } from './recap.ts';
import type { Layer } from './scope.ts';
import type { TagSelection } from './tags.ts';

/** Everything a run needs; nothing of it changes while it runs. */
export interface RunOptions {
  readonly playbook: Playbook;
  readonly inventory: InventoryView;
  /** The host of the inventory that this machine is. */
  readonly host: string;
  readonly modules: ModuleRegistry;
  readonly plugins: Registry;
  readonly controller: Controller;
  readonly machine: Machine;
  readonly check: boolean;
  readonly diff: boolean;
  readonly tags: TagSelection;
  readonly extraVars: ReadonlyMap<string, Value>;
  /** Roles to cut the plays down to; undefined for whole plays. */
  readonly roles?: readonly string[] | undefined;
  readonly startAtTask?: string | undefined;
  readonly forceHandlers?: boolean | undefined;
  /** Those of Ansible when absent. */
  readonly settings?: Settings | undefined;
  readonly verbosity?: number | undefined;
  /** Whether anyone reads what modules return: a report, JSON output, `-v`. Results that are registered have it anyway. */
  readonly details: boolean;
  /** Where a file is parsed that an include names during the run. */
  readonly parseContext: ParseContext;
  readonly journal: HandlerJournal;
  /** What keeps facts for the next run; nothing does when absent. */
  readonly factCache?: FactCache | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The machine, and the prediction that stands for it in check mode. */
export interface Machine {
  readonly real: Host;
  /** In a check run always the same prediction, else a fresh one for each task with `check_mode: true`. */
  predicted(): PredictedHost;
}

/**
 * What keeps notified handlers over the death of the agent. A handler is known by its play and its place
 * in the bundle.
 */
export interface HandlerJournal {
  /** Before a task that notifies makes its first change: from now on its handlers are owed. */
  intend(handlers: readonly string[]): void;
  /** The task has ended; handlers it did not notify are not owed on its account. */
  settle(notified: readonly string[]): void;
  /** The handler ran to its end. */
  finish(handler: string): void;
  /** What an earlier run still owes. */
  owed(): readonly string[];
}

/** What changes while a run goes on. */
export interface Run {
  readonly options: RunOptions;
  readonly recap: Counts;
  /** set_fact and register: they last for the run. */
  readonly setFacts: Map<string, Value>;
  /** What `delegate_facts` set for other hosts, by their names. */
  readonly delegatedFacts: Map<string, Map<string, Value>>;
  /** include_vars. */
  readonly includedVars: Map<string, Value>;
  readonly facts: KnownFacts;
  readonly stats: Map<string, Value>;
  /** Tasks that were started in the background. */
  readonly jobs: BackgroundJobs;
  /** What is known of the host's connection without being set. */
  readonly connection: Layer;
  /** How often `meta: clear_host_errors` ran. */
  clearings: number;
  /** True once a play ran on this host. */
  served: boolean;
  /** True once `--start-at-task` was met, or without it. */
  started: boolean;
}

/** The parts of the engine that include and flush call back into; here so that files import one way. */
export interface Interpreter {
  statements(play: PlayRun, frame: Frame, statements: readonly Statement[]): AsyncGenerator<RunEvent, Flow>;
  role(play: PlayRun, frame: Frame, use: RoleUse): AsyncGenerator<RunEvent, Flow>;
  flushHandlers(play: PlayRun): AsyncGenerator<RunEvent, Flow>;
  /** @param always also where the play wants none */
  gatherFacts(play: PlayRun, always: boolean): AsyncGenerator<RunEvent, Flow>;
}

/** One play while it runs. */
export interface PlayRun {
  readonly run: Run;
  readonly play: Play;
  readonly interpreter: Interpreter;
  readonly name: string;
  readonly vars: readonly Layer[];
  readonly varsFiles: () => readonly Layer[];
  /** Whether `--start-at-task` has passed over a task, the end of a role or that of `pre_tasks`. */
  passedOver: boolean;
  /** Roles whose variables the whole play sees. */
  readonly publicRoles: RoleUse[];
  readonly handlers: HandlerList;
  /** Role uses that ran to their end, by what makes them equal. */
  readonly finishedRoles: Set<string>;
  /** Role uses of which a task has run: one whose tasks were all skipped is not finished. */
  readonly begunRoles: Set<RoleUse>;
  /** The play's roles, those that tasks import, and those included so far. */
  readonly usedRoles: RoleUse[];
}
