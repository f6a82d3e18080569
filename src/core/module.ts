import type { ArgRules, ArgSpec, Args } from './args.ts';
import type { TaskContext } from './controller.ts';
import type { Change, Diff } from './diff.ts';
import type { FactSnapshot, Host, HostReader, PredictedHost } from './host.ts';
import type { Dict } from './value/types.ts';

interface Declaration<S extends ArgSpec> {
  /** The fully qualified name, `ansible.builtin.copy`. */
  readonly name: string;
  /** Further names it answers to, beside the last part of `name`. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  readonly args: S;
  readonly rules?: ArgRules;
  /** The argument that takes a free-form value (`command: ls -l`). */
  readonly freeForm?: keyof S & string;
  /** Full names of modules whose `module_defaults` are its own too, where it has none. */
  readonly defaultsFrom?: readonly string[];
  /** YAML of a task list; the contract test parses and validates it. */
  readonly examples: readonly string[];
}

/**
 * What a module's functions share about one task: its arguments, and what `prepare` took from the bundle.
 */
export interface Request<S extends ArgSpec, P> {
  readonly args: Args<S>;
  readonly prepared: P;
  /** Whether the task wants diffs; a module that would have to work for one may leave it out. */
  readonly diff: boolean;
}

/**
 * A module with state. The runner validates, calls `read`, then `want`, compares the two states, stops if they
 * are equal, calls `apply`, and reads again: still different is a failure. `changed` is what the comparison
 * says and nothing else. States are plain data: shallow, comparable, in a person's words.
 */
export interface StateModule<S extends ArgSpec = ArgSpec, State = unknown, P = unknown> extends Declaration<S> {
  readonly kind: 'module';
  /** Takes what it needs from the bundle (sources, rendered templates), before the host is looked at. */
  readonly prepare?: (context: TaskContext, args: Args<S>) => P;
  /**
   * Starts the question to the machine that the module's first task will most likely ask (`host.foresee`), so that its
   * answer is there by then. Called before each play's first task; it must not throw for what the machine lacks.
   */
  readonly foresee?: (host: HostReader) => void;
  readonly read: (host: HostReader, request: Request<S, P>) => State | Promise<State>;
  /** Pure. What is not asked for is copied from `before`. Throws a DroverError for what cannot be had. */
  readonly want: (request: Request<S, P>, before: State) => State;
  readonly apply: (host: Host, change: StateChange<S, State, P>) => void | Promise<void>;
  /**
   * Puts the wanted state into the prediction of a check run. Left out where `apply` only uses file calls:
   * those land in the prediction by themselves. It may answer the state that the check run is to report, where that
   * is another one than the wanted (an effect that is no change).
   */
  readonly predict?: (
    host: PredictedHost,
    change: StateChange<S, State, P>,
    // biome-ignore lint/suspicious/noConfusingVoidType: most predictions answer nothing
  ) => State | void | Promise<State | void>;
  /** The diffs that Ansible's module shows; none where it shows none. Called for differences only. */
  readonly diff?: (change: StateChange<S, State, P>) => readonly Diff[];
  /** What Ansible's module returns beside `changed`, `diff` and `msg`. */
  readonly returns?: (host: HostReader, change: StateChange<S, State, P>) => Returned | Promise<Returned>;
  /** False where a second `read` cannot show the wanted state (a restart). */
  readonly verifies?: (request: Request<S, P>) => boolean;
  /**
   * True where `want` cannot know whether `apply` will alter anything (a package index that may be up to date
   * already): the runner reads again after `apply` and says `changed` only where that differs from `before`.
   */
  readonly observes?: (request: Request<S, P>) => boolean;
}

export interface StateChange<S extends ArgSpec, State, P> extends Request<S, P> {
  readonly before: State;
  readonly after: State;
  /** Empty where nothing changes (only `returns` sees that). */
  readonly changes: readonly Change[];
}

/** Plain data; the runner makes it a `Value` for `register`. */
export type Returned = Readonly<Record<string, unknown>>;

/** What an action reports; `failed` makes the task fail with `msg`. */
export interface ActionOutcome {
  readonly changed?: boolean;
  readonly failed?: boolean;
  /** A reason for which nothing was done. */
  readonly skipped?: string;
  readonly msg?: string;
  readonly result?: Returned;
  readonly diff?: readonly Diff[];
  readonly warnings?: readonly string[];
  /** The result is what the task is for: text output shows it without `-v` (`debug`). */
  readonly isShown?: boolean;
  /** Variables for the host: `set_fact`. */
  readonly variables?: Dict;
  /** Whether they are facts too and outlive the play (`cacheable`). */
  readonly cacheable?: boolean;
  /** Facts of the host that are read when something asks for them (`setup`). */
  readonly facts?: FactSnapshot;
}

/**
 * An action: no state that could be compared, such as a command. `effect: 'none'` touches no host, `'look'` only looks
 * at one; both run in check mode as well. With `effect: 'host'`, `guard` may say why nothing is to be done; a check run
 * reports `changed` where `guarded` says that the guard decides, and skips the task otherwise.
 */
export interface ActionModule<S extends ArgSpec = ArgSpec> extends Declaration<S> {
  readonly kind: 'action';
  readonly effect: 'none' | 'look' | 'host';
  readonly guarded?: (args: Args<S>) => boolean;
  readonly guard?: (host: HostReader, args: Args<S>, context: TaskContext) => ActionOutcome | undefined;
  /** Whether a check run that skips it registers exit code 0 and no output, as Ansible's `command` and `shell` do. */
  readonly registersUnrun?: boolean;
  readonly run: (host: Host, args: Args<S>, context: TaskContext) => ActionOutcome | Promise<ActionOutcome>;
}

export type AnyModule = StateModule | ActionModule;

/** Declares a module with state. */
export function defineModule<const S extends ArgSpec, State, P = undefined>(
  declaration: Omit<StateModule<S, State, P>, 'kind'>,
): AnyModule {
  return { kind: 'module', ...declaration } as unknown as AnyModule;
}

/** Declares an action. */
export function defineAction<const S extends ArgSpec>(declaration: Omit<ActionModule<S>, 'kind'>): AnyModule {
  return { kind: 'action', ...declaration } as unknown as AnyModule;
}

/** The registry the engine is given: modules by every name they answer to. */
export interface ModuleRegistry {
  get(name: string): AnyModule | undefined;
  /** All names, for suggestions. */
  names(): readonly string[];
}
