import type { Controller } from '../core/controller.ts';
import type { Report } from '../core/diagnostic.ts';
import type { ErrorCode } from '../core/errors.ts';
import type { YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';
import type { Settings } from '../core/settings/honoured.ts';
import type { Span } from '../core/span.ts';
import type { Keywords, Located, RoleUse, Statement, StoredVariables } from './ast.ts';

/** What the parser has to know of the modules and plugins there are. */
export interface Vocabulary {
  /** Whether a module or engine action answers to this name. */
  hasAction(name: string): boolean;
  actionNames(): readonly string[];
  hasLookup(name: string): boolean;
}

/** Which files of a role are used, where not `main`. */
export interface RoleSources {
  readonly tasks?: string;
  readonly handlers?: string;
  readonly defaults?: string;
  readonly vars?: string;
}

export interface RoleRequest {
  readonly name: string;
  readonly span: Span;
  readonly from: RoleSources;
  /** Whether the role's own argument specification is to be checked. */
  readonly validates: boolean;
}

export type LoadedRole = Pick<RoleUse, 'role' | 'tasksFrom' | 'tasks' | 'handlers' | 'defaults' | 'vars' | 'allowDuplicates'>;

/** Where the parser is: which file, on behalf of which role, and who takes its findings. */
export interface ParseContext {
  readonly file: string;
  readonly report: Report;
  readonly vocabulary: Vocabulary;
  readonly controller: Controller;
  readonly settings: Settings;
  /** Folder of the playbook; empty for the bundle's top. */
  readonly playbookFolder: string;
  /** Bundle path of the role the file belongs to. */
  readonly rolePath: string | undefined;
  /** Whether the file's tasks are handlers. */
  readonly handlers: boolean;
  /** The roles and files being parsed around this one, outermost first, to find cycles. */
  readonly chain: readonly string[];
  /** Collections that roles are looked for in by their short names (`collections`), the first wins. */
  readonly collections: readonly string[];
  /** Variables of the plays, roles, blocks and tasks around, weakest first: names that are needed before the run may use them. */
  readonly staticVars: readonly StoredVariables[];
  /** Renders such a name (`import_tasks: "{{ x }}.yml"`); undefined where it needs what only the run knows. */
  readonly staticText: (located: Located, vars: readonly StoredVariables[]) => string | undefined;
  /** Parsed files by path, so that each is read once. */
  readonly files: Map<string, YamlNode | undefined>;
  /** Reads a role's folder; reports a missing role, a cycle or a missing file and answers undefined. */
  readonly loadRole: (request: RoleRequest, context: ParseContext) => LoadedRole | undefined;
  /** Parses another task file at this place; reports a missing file and answers undefined. */
  readonly importTasks: (
    context: ParseContext,
    name: string,
    span: Span,
  ) => { file: string; statements: readonly Statement[] } | undefined;
}

export function reportError(context: ParseContext, code: ErrorCode, message: string, span: Span, hint?: string): undefined {
  context.report({ severity: 'error', code, message, span, hint });
  return undefined;
}

/** Inside of something whose keywords have variables. */
export function withVars(context: ParseContext, { vars }: Keywords): ParseContext {
  return vars === undefined ? context : { ...context, staticVars: [...context.staticVars, vars] };
}

export function located(node: YamlNode): Located {
  return { value: nodeValue(node), span: node.span };
}

/** A list's items or the single value there is; nothing for null. */
export function locatedItems(node: YamlNode): Located[] {
  if (node.kind === 'sequence') return node.items.map(located);
  return node.kind === 'scalar' && node.value === null ? [] : [located(node)];
}
