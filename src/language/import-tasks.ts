import { folderOf } from '../core/folder.ts';
import type { Span } from '../core/span.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Statement } from './ast.ts';
import { loadFile } from './load-file.ts';
import { type ParseContext, reportError } from './parse-context.ts';
import { parseStatements } from './parse-statements.ts';

/**
 * Where `import_tasks` and `include_tasks` look for a file: beside the file that names it, in the role's
 * tasks (for a handler in its handlers first), in the role, beside the playbook. An include in a role looks beside its own
 * file last (ansible-core 2.18, `IncludedFile`).
 */
export function taskFilePlaces(
  name: string,
  context: Pick<ParseContext, 'file' | 'rolePath' | 'playbookFolder' | 'handlers'>,
  dynamic = false,
): string[] {
  if (name.startsWith('/')) return [name];
  const folder = folderOf(context.file);
  const parts = context.handlers ? ['/handlers', '/tasks', ''] : ['/tasks', ''];
  const role = context.rolePath === undefined ? [] : parts.map((part) => `${context.rolePath}${part}`);
  const others = [...role, context.playbookFolder];
  const folders = dynamic && role.length > 0 ? [...others, folder] : [folder, ...others];
  return [...new Set(folders.map((base) => normalize(base === '' ? name : `${base}/${name}`)))];
}

function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/');
}

/** Parses the task file that an import or include names; a missing file or a cycle is reported. */
export function importTasks(
  context: ParseContext,
  name: string,
  span: Span,
  dynamic = false,
): { file: string; statements: readonly Statement[] } | undefined {
  const places = taskFilePlaces(name, context, dynamic);
  const file = places.find((path) => context.controller.type(path) === 'file');
  if (file === undefined) {
    const message = `Cannot import "${name}": there is no ${places.join(', no ')}`;
    return reportError(context, 'FILE_MISSING', message, span, nearestFile(name, places, context));
  }
  if (context.chain.includes(file)) {
    const cycle = [...context.chain.slice(context.chain.indexOf(file)), file].join(' -> ');
    return reportError(
      context,
      'IMPORT_CYCLE',
      `Cannot import "${name}": it imports itself (${cycle})`,
      span,
      'take one of these imports away',
    );
  }
  const inside: ParseContext = { ...context, file, chain: [...context.chain, file] };
  return { file, statements: parseStatements(loadFile(file, inside), inside, context.handlers) };
}

/** A file of nearly that name in the folders that were looked through. */
function nearestFile(name: string, places: readonly string[], { controller }: ParseContext): string | undefined {
  const folders = [...new Set(places.map(folderOf))];
  const known = folders.filter((folder) => folder === '' || controller.type(folder) === 'directory');
  return didYouMean(
    name.slice(name.lastIndexOf('/') + 1),
    known.flatMap((folder) => controller.list(folder)),
  );
}
