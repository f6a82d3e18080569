import { booleanWord } from '../core/boolean-word.ts';
import type { MappingEntry, YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';
import { text, truthy } from '../core/value/text.ts';
import type { Value } from '../core/value/types.ts';
import type { ImportedRole, Keywords, Located, RoleUse, Task } from './ast.ts';
import { describeNode } from './describe-node.ts';
import { keyValue, splitWords } from './key-value.ts';
import { parseKeywords } from './keywords.ts';
import { type ParseContext, type RoleSources, reportError, withVars } from './parse-context.ts';

/** Reads the `roles:` of a play or the dependencies of a role. */
export function parseRoleUses(node: YamlNode | undefined, context: ParseContext, owner: 'play' | 'role'): RoleUse[] {
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'sequence') {
    reportError(
      context,
      'PLAY_INVALID',
      `Cannot read the roles of this ${owner}: they are ${describeNode(node)}, a list is wanted`,
      node.span,
    );
    return [];
  }
  return node.items.flatMap((item) => parseRoleUse(item, context) ?? []);
}

interface Written {
  name: Value | undefined;
  readonly params: Map<string, Value>;
  readonly sources: { -readonly [K in keyof RoleSources]: RoleSources[K] };
  public: boolean;
  allowDuplicates: boolean | undefined;
  validates: boolean;
  readonly isTask: boolean;
}

function parseRoleUse(node: YamlNode, context: ParseContext): RoleUse | undefined {
  const written: Written = {
    name: undefined,
    params: new Map(),
    sources: {},
    public: isPublic(context, true),
    allowDuplicates: undefined,
    validates: true,
    isTask: false,
  };
  let keywords: Keywords = {};
  if (node.kind === 'mapping') {
    keywords = parseKeywords(node.entries, context, 'role', roleReaders(written), (name, { value }) => {
      written.params.set(name, nodeValue(value));
      return true;
    });
  } else if (node.kind === 'scalar' && typeof node.value === 'string') readShortForm(node.value, written);
  if (written.name === undefined) {
    return reportError(context, 'PLAY_INVALID', 'Cannot use this role: it has no name', node.span, 'write "- role: NAME"');
  }
  return useRole(written, keywords, { value: written.name, span: node.span }, context);
}

/** `- name` and the old `- name, k=v`. */
function readShortForm(line: string, written: Written): void {
  const [name, ...rest] = line.split(',');
  written.name = (name ?? '').trim();
  for (const word of splitWords(rest.join(' '))) {
    const pair = keyValue(word);
    if (pair !== undefined) written.params.set(pair.name, pair.value);
  }
}

function roleReaders(written: Written): Record<string, (node: YamlNode, entry: MappingEntry) => void> {
  const name = (node: YamlNode) => {
    written.name = nodeValue(node);
  };
  return {
    role: name,
    name,
  };
}

function useRole(written: Written, keywords: Keywords, named: Located, context: ParseContext): RoleUse | undefined {
  const inside = withVars(context, keywords);
  const name = context.staticText(named, inside.staticVars);
  if (name === undefined) {
    return reportError(
      context,
      'PLAY_INVALID',
      `Cannot use role "${text(named.value)}": its variables are not known before the run`,
      named.span,
    );
  }
  const loaded = context.loadRole({ name, span: named.span, from: written.sources, validates: written.validates }, inside);
  if (loaded === undefined) return undefined;
  const { allowDuplicates, ...parts } = loaded;
  return {
    ...parts,
    name: parts.role.name,
    keywords,
    params: written.params,
    allowDuplicates: written.allowDuplicates ?? allowDuplicates,
    public: written.public,
    isTask: written.isTask,
    sources: Object.entries(written.sources).map(([part, file]) => `${part}=${file}`),
    span: named.span,
  };
}

/** An `import_role` task as the use of a role; `vars` of the task stay its variables. */
export function parseImportedRole(task: Task, context: ParseContext): ImportedRole | undefined {
  const { staticVars } = withVars(context, task.keywords);
  const use = roleUseOfTask(task, context, (name) => {
    const written = task.action.args.get(name);
    if (written === undefined || !name.endsWith('_from') || typeof written.value !== 'string') return written;
    return { ...written, value: context.staticText(written, staticVars) ?? written.value };
  });
  return use === undefined ? undefined : { kind: 'import_role', use, span: task.span };
}

/**
 * The role that an import_role or include_role names.
 * @param argument answers the task's arguments, rendered for an include
 */
export function roleUseOfTask(
  task: Task,
  context: ParseContext,
  argument: (name: string) => Located | undefined,
): RoleUse | undefined {
  const named = argument('name') ?? argument('role');
  if (named === undefined)
    return reportError(context, 'TASK_INVALID', 'Cannot use a role: no name is given', task.action.span, 'add "name: ROLE"');
  const from = (key: string) => {
    const value = argument(key)?.value;
    return value === undefined || value === null ? undefined : text(value);
  };
  const sources: Record<string, string> = {};
  for (const part of ['tasks', 'handlers', 'defaults', 'vars']) {
    const file = from(`${part}_from`);
    if (file !== undefined) sources[part] = file;
  }
  const isImport = task.action.name.endsWith('import_role');
  const written: Written = {
    name: named.value,
    params: new Map(),
    sources,
    public: flag(argument('public'), isPublic(context, isImport)),
    allowDuplicates: flag(argument('allow_duplicates'), true),
    validates: flag(argument('rolespec_validate'), true),
    isTask: true,
  };
  return useRole(written, task.keywords, named, context);
}

/** Whether a role's variables are the play's too, where its use does not say. */
function isPublic({ settings: { privateRoleVars } }: ParseContext, fallback: boolean): boolean {
  if (privateRoleVars === '') return fallback;
  return booleanWord(privateRoleVars.toLowerCase()) !== true;
}

function flag(located: Located | undefined, fallback: boolean): boolean {
  if (located === undefined) return fallback;
  const { value } = located;
  return typeof value === 'string' ? booleanWord(value.toLowerCase()) === true : truthy(value);
}
