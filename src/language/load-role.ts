import { folderOf } from '../core/folder.ts';
import type { YamlNode } from '../core/node.ts';
import { nodeValue } from '../core/node.ts';
import type { Span } from '../core/span.ts';
import { didYouMean } from '../core/suggest.ts';
import { text, truthy } from '../core/value/text.ts';
import { type ArgumentSpec, argumentSpec, validationTask } from './argument-specs.ts';
import type { Role, RoleUse, Statement, StoredVariables } from './ast.ts';
import { collectionFolders } from './collection-folders.ts';
import { loadFile } from './load-file.ts';
import { type LoadedRole, locatedItems, type ParseContext, type RoleRequest, reportError } from './parse-context.ts';
import { parseRoleUses } from './parse-role-use.ts';
import { parseStatements } from './parse-statements.ts';
import { variablesOf } from './parse-variables.ts';

/** Reads a role's folder; a missing role, a cycle and a missing `…_from` file are reported. */
export function loadRole(request: RoleRequest, context: ParseContext): LoadedRole | undefined {
  const { name, span, from } = request;
  const found = findRole(name, context);
  if (found === undefined) {
    const places = rolePlaces(name, context).join(', ');
    return reportError(
      context,
      'ROLE_MISSING',
      `Cannot find role "${name}": it is not in ${places}`,
      span,
      didYouMean(name, context.controller.type('roles') === 'directory' ? context.controller.list('roles') : []) ??
        `add roles/${name}/tasks/main.yml`,
    );
  }
  const { path, collection } = found;
  const mark = `role ${path} ${from.tasks ?? 'main'}`;
  if (context.chain.includes(mark)) {
    const cycle = [...context.chain.slice(context.chain.indexOf(mark)), mark].map((entry) => entry.split(' ')[1]).join(' -> ');
    return reportError(
      context,
      'ROLE_CYCLE',
      `Cannot use role "${name}": it depends on itself (${cycle})`,
      span,
      'take one of these dependencies away',
    );
  }
  const collections = collection === undefined ? [] : [collection];
  const inside: ParseContext = { ...context, rolePath: path, collections, chain: [...context.chain, mark] };
  const variables = (folder: 'defaults' | 'vars') => roleVariables(`${path}/${folder}`, from[folder], folder, inside, span);
  const [defaults, vars] = [variables('defaults'), variables('vars')];
  const meta = roleMeta(path, inside, from.tasks ?? 'main');
  const knowing: ParseContext = {
    ...inside,
    collections: [...collections, ...meta.collections],
    staticVars: [defaults, ...context.staticVars, vars],
  };
  const tasks = roleStatements('tasks', from.tasks, knowing, span);
  const spec = request.validates ? meta.spec : undefined;
  const role: Role = { name: found.name, collection, path, dependencies: meta.dependencies, collections: knowing.collections };
  return {
    role,
    tasksFrom: from.tasks ?? 'main',
    tasks: spec === undefined ? tasks : [validationTask(spec, path.slice(path.lastIndexOf('/') + 1)), ...tasks],
    handlers: roleStatements('handlers', from.handlers, knowing, span),
    defaults,
    vars,
    allowDuplicates: meta.allowDuplicates,
  };
}

function rolePlaces(name: string, context: ParseContext): string[] {
  if (name.startsWith('/')) return [name];
  const beside = context.playbookFolder === '' ? '' : `${context.playbookFolder}/`;
  const named = (context.settings.rolesPath ?? ['roles']).map((folder) => (folder === '.' ? name : `${folder}/${name}`));
  const sibling = context.rolePath === undefined ? [] : [`${folderOf(context.rolePath)}/${name}`];
  return [...new Set([`${beside}roles/${name}`, ...named, ...sibling, `${beside}${name}`])];
}

interface FoundRole {
  readonly path: string;
  readonly name: string;
  readonly collection: string | undefined;
}

/** A role's folder, name and collection: collections go before other places. */
function findRole(name: string, context: ParseContext): FoundRole | undefined {
  const others = rolePlaces(name, context).map((path) => ({ path, name, collection: undefined }));
  return [...collectionRoles(name, context), ...others].find(({ path }) => context.controller.type(path) === 'directory');
}

/** Where a role of a collection may lie. In a folder below `roles/`, a whole name is shown without that folder (ansible-core 2.18). */
function collectionRoles(name: string, context: ParseContext): FoundRole[] {
  if (name.includes('/')) return [];
  const [namespace = '', collection = '', ...rest] = name.split('.');
  if (rest.length > 0) return rolesOf(`${namespace}.${collection}`, rest, rest.slice(-1), context);
  return context.collections.flatMap((each) => rolesOf(each, name.split('.'), name.split('.'), context));
}

function rolesOf(owner: string, folders: readonly string[], shown: readonly string[], context: ParseContext): FoundRole[] {
  const [namespace = '', collection = ''] = owner.split('.');
  return collectionFolders(namespace, collection, context).map((folder) => ({
    path: `${folder}/roles/${folders.join('/')}`,
    name: [owner, ...shown].join('.'),
    collection: owner,
  }));
}

const extensions = ['.yml', '.yaml', '.json'];

/** The file of a role's part: `main` or the named one, with any extension Ansible takes; never one outside of that folder. */
function roleFile(folder: string, name: string | undefined, context: ParseContext): string | undefined {
  return rolePaths(folder, name).find((path) => context.controller.type(path) === 'file');
}

/** A name that is given is looked for as it is before others. */
function rolePaths(folder: string, name: string | undefined): string[] {
  if (name === undefined) return [...extensions, ''].map((extension) => `${folder}/main${extension}`);
  return leadsOut(name) ? [] : ['', ...extensions].map((extension) => `${folder}/${name}${extension}`);
}

/** Whether a name climbs out of the folder that it is looked up in. */
function leadsOut(name: string): boolean {
  let depth = 0;
  const depths = name.split('/').map((part) => {
    depth += part === '..' ? -1 : part === '' || part === '.' ? 0 : 1;
    return depth;
  });
  return name.startsWith('/') || depths.some((each) => each < 0);
}

/** Reports that a `…_from` names nothing that may be used; a role without that folder has nothing to name (ansible-core 2.18). */
function reportMissing(name: string, part: string, context: ParseContext, span: Span): void {
  if (context.controller.type(`${context.rolePath}/${part}`) !== 'directory') return;
  const where = `among the ${part} of role "${context.rolePath}"`;
  const why = leadsOut(name)
    ? `Cannot use "${name}" ${where}, as it is not inside the expected role path`
    : `Cannot find "${name}" ${where}`;
  reportError(context, 'FILE_MISSING', why, span);
}

function roleStatements(part: 'tasks' | 'handlers', name: string | undefined, context: ParseContext, span: Span): Statement[] {
  const file = roleFile(`${context.rolePath}/${part}`, name, context);
  if (file === undefined) {
    if (name !== undefined) reportMissing(name, part, context, span);
    return [];
  }
  const handlers = part === 'handlers';
  return parseStatements(loadFile(file, context), { ...context, file, handlers }, handlers);
}

function roleVariables(
  folder: string,
  name: string | undefined,
  part: string,
  context: ParseContext,
  span: Span,
): StoredVariables {
  const found = rolePaths(folder, name).find((path) => context.controller.type(path) !== undefined);
  if (found === undefined && name !== undefined) reportMissing(name, part, context, span);
  const files = found === undefined ? [] : variableFiles(found, context.controller);
  return new Map(files.flatMap((file) => [...readVariables(file, context)]));
}

/** A file, or those of a folder and the ones in it. */
function variableFiles(path: string, controller: ParseContext['controller']): string[] {
  if (controller.type(path) !== 'directory') return [path];
  return controller.list(path).flatMap((entry) => {
    const inside = `${path}/${entry}`;
    if (entry.startsWith('.') || entry.endsWith('~')) return [];
    if (controller.type(inside) === 'directory') return variableFiles(inside, controller);
    return /\.(ya?ml|json)$/.test(entry) ? [inside] : [];
  });
}

function readVariables(file: string, context: ParseContext): StoredVariables {
  const node = loadFile(file, context);
  return node === undefined ? new Map() : variablesOf(node, { ...context, file });
}

interface Meta {
  readonly dependencies: readonly RoleUse[];
  readonly collections: readonly string[];
  readonly allowDuplicates: boolean;
  /** What the role says of the arguments of the tasks used. */
  readonly spec: ArgumentSpec | undefined;
}

function roleMeta(path: string, context: ParseContext, entryPoint: string): Meta {
  const file = roleFile(`${path}/meta`, undefined, context);
  const node = file === undefined ? undefined : loadFile(file, context);
  const own = argumentSpecs(path, context);
  if (file === undefined || node?.kind !== 'mapping')
    return { dependencies: [], collections: [], allowDuplicates: false, spec: argumentSpec(own, entryPoint) };
  const entry = (name: string): YamlNode | undefined => node.entries.find(({ key }) => key.value === name)?.value;
  const duplicates = entry('allow_duplicates');
  const named = entry('collections');
  const collections = named === undefined ? [] : locatedItems(named).map(({ value }) => text(value));
  return {
    dependencies: parseRoleUses(
      entry('dependencies'),
      { ...context, file, collections: [...context.collections, ...collections] },
      'role',
    ),
    collections,
    allowDuplicates: duplicates !== undefined && truthy(nodeValue(duplicates)),
    spec: argumentSpec(own ?? entry('argument_specs'), entryPoint),
  };
}

/** `meta/argument_specs.yml`, which goes before what `meta/main.yml` says. */
function argumentSpecs(path: string, context: ParseContext): YamlNode | undefined {
  const file = roleFile(`${path}/meta`, 'argument_specs', context);
  const node = file === undefined ? undefined : loadFile(file, context);
  return node?.kind === 'mapping' ? node.entries.find(({ key }) => key.value === 'argument_specs')?.value : undefined;
}
