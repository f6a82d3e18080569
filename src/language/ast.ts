import type { MappingEntry, YamlNode } from '../core/node.ts';
import type { Span } from '../core/span.ts';
import type { Value } from '../core/value/types.ts';

/** A value that may hold templates, with its place. */
export interface Located<T extends Value = Value> {
  readonly value: T;
  readonly span: Span;
}

/** Variables as written: values may be templates, which are rendered when read. */
export type StoredVariables = ReadonlyMap<string, Value>;

/**
 * Keywords that plays, roles, blocks and tasks share and hand down. Absent means: inherit. Conditions, tags
 * and environments add up from the outside in; of all others the innermost wins.
 */
export interface Keywords {
  readonly when?: readonly Located[];
  readonly tags?: readonly Located[];
  readonly vars?: StoredVariables;
  readonly environment?: readonly Located[];
  readonly moduleDefaults?: readonly Located[];
  readonly become?: Located;
  readonly becomeUser?: Located;
  readonly ignoreErrors?: Located;
  readonly ignoreUnreachable?: Located;
  readonly checkMode?: Located;
  readonly diff?: Located;
  readonly noLog?: Located;
  readonly collections?: readonly Located[] | undefined;
  readonly delegateFacts?: Located | undefined;
  readonly delegateTo?: Located;
  readonly runOnce?: Located;
  readonly anyErrorsFatal?: Located;
  readonly timeout?: Located;
}

export interface LoopControl {
  readonly loopVar?: Located;
  readonly indexVar?: Located;
  readonly label?: Located;
  readonly pause?: Located;
  readonly extended?: Located;
  readonly extendedAllItems?: Located;
  readonly breakWhen?: readonly Located[];
}

export interface Loop {
  /** The lookup of `with_<lookup>`; undefined for `loop`. */
  readonly lookup: string | undefined;
  readonly items: Located;
}

/** What a task does: a module, or one of the words that the engine itself understands. */
export interface Action {
  /** As written: `xbps` or `community.general.xbps`. */
  readonly name: string;
  readonly span: Span;
  /** Arguments by name; of `args:` and `k=v` words too. */
  readonly args: ReadonlyMap<string, Located>;
  /** The text of a free-form action (`command: ls -l`). */
  readonly freeForm?: Located | undefined;
  /** `args: "{{ variable }}"`: a template that gives the arguments. */
  readonly argsTemplate?: Located | undefined;
  /** The arguments as nodes, for checks that name places. */
  readonly entries: readonly MappingEntry[];
}

export interface Task {
  readonly kind: 'task';
  readonly name: Located | undefined;
  readonly action: Action;
  readonly keywords: Keywords;
  readonly loop: Loop | undefined;
  readonly loopControl: LoopControl;
  readonly register: string | undefined;
  readonly until: readonly Located[] | undefined;
  readonly retries: Located | undefined;
  readonly delay: Located | undefined;
  readonly changedWhen: readonly Located[] | undefined;
  readonly failedWhen: readonly Located[] | undefined;
  readonly notify: Located | undefined;
  readonly async: Located | undefined;
  readonly poll: Located | undefined;
  /** Handlers only. */
  readonly listen: Located | undefined;
  readonly span: Span;
}

export interface Block {
  readonly kind: 'block';
  readonly name: Located | undefined;
  readonly keywords: Keywords;
  readonly notify: Located | undefined;
  readonly block: readonly Statement[];
  readonly rescue: readonly Statement[];
  readonly always: readonly Statement[];
  /** Whether the block was written with `rescue` (an empty one counts). */
  readonly hasRescue: boolean;
  readonly span: Span;
}

/** Tasks put in place of an `import_tasks`: its keywords and variables are theirs. */
export interface ImportedTasks {
  readonly kind: 'import_tasks';
  readonly file: string;
  readonly keywords: Keywords;
  readonly notify: Located | undefined;
  readonly statements: readonly Statement[];
  readonly span: Span;
}

/** A role put in place of an `import_role`. */
export interface ImportedRole {
  readonly kind: 'import_role';
  readonly use: RoleUse;
  readonly span: Span;
}

export type Statement = Task | Block | ImportedTasks | ImportedRole;

/** One entry of `roles:`, of a role's dependencies, or an import_role/include_role. */
export interface RoleUse {
  readonly name: string;
  readonly role: Role;
  readonly keywords: Keywords;
  /** Parameters: they beat even `set_fact`. */
  readonly params: StoredVariables;
  readonly tasksFrom: string;
  /** Task list of `tasksFrom`. */
  readonly tasks: readonly Statement[];
  readonly handlers: readonly Statement[];
  readonly defaults: StoredVariables;
  readonly vars: StoredVariables;
  readonly allowDuplicates: boolean;
  /** Whether variables and defaults are seen by the whole play. */
  readonly public: boolean;
  /** Whether a task brings it (`import_role`, `include_role`). */
  readonly isTask: boolean;
  /** Which of its files are used where not `main`, each as `part=file`. */
  readonly sources: readonly string[];
  /** The variables that an include gave it, its loop's among them. */
  readonly includedWith?: StoredVariables;
  readonly span: Span;
}

/** A role's folder and what does not depend on how it is used. */
export interface Role {
  /** As it is shown, with its collection's where it is of one. */
  readonly name: string;
  /** `namespace.collection`; undefined for a role that was found by a path or among other roles. */
  readonly collection: string | undefined;
  /** Bundle path of the role's folder. */
  readonly path: string;
  readonly dependencies: readonly RoleUse[];
  /** The collections its tasks look for roles in: its own first. */
  readonly collections: readonly string[];
}

export interface Play {
  readonly name: Located | undefined;
  readonly hosts: Located;
  readonly file: string;
  readonly keywords: Keywords;
  readonly gatherFacts: Located | undefined;
  readonly gatherSubset: Located | undefined;
  readonly gatherTimeout: Located | undefined;
  readonly factPath: Located | undefined;
  readonly forceHandlers: Located | undefined;
  readonly maxFailPercentage: Located | undefined;
  readonly serial: Located | undefined;
  readonly varsFiles: readonly Located[];
  readonly varsPrompt: readonly YamlNode[];
  readonly roles: readonly RoleUse[];
  readonly preTasks: readonly Statement[];
  readonly tasks: readonly Statement[];
  readonly postTasks: readonly Statement[];
  readonly handlers: readonly Statement[];
  readonly span: Span;
}

export interface Playbook {
  readonly file: string;
  readonly plays: readonly Play[];
}
