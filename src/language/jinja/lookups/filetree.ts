import { posix } from 'node:path';
import type { Controller } from '../../../core/controller.ts';
import { Float, type Value } from '../../../core/value/types.ts';
import type { Call } from '../callable.ts';
import { stringOnly } from '../python/attribute.ts';

/**
 * community.general 10.7's `filetree`: everything below folders of the bundle, each path once. What a link in the
 * bundle leads to stands for the link.
 */
export function filetree(terms: readonly Value[], call: Call): Value[] {
  const { controller } = call.environment;
  const found = new Map<string, Value>();
  for (const term of terms) {
    const folder = stringOnly(term, 'look up a tree of files');
    const place = call.environment.find(folder.replace(/\/+$/, ''), 'files');
    if (place === undefined || controller.type(place) !== 'directory') continue;
    const root = posix.resolve(controller.directory, place) + (folder.endsWith('/') ? '/' : '');
    for (const path of below(controller, place, '')) {
      if (!found.has(path)) found.set(path, properties(controller, posix.join(place, path), root, path));
    }
  }
  return [...found.values()];
}

/** Paths below a folder, each folder's own entries before what is in them; folders first. */
function below(controller: Controller, place: string, path: string): string[] {
  const entries = controller.list(posix.join(place, path)).map((name) => posix.join(path, name));
  const isFolder = (entry: string): boolean => controller.type(posix.join(place, entry)) === 'directory';
  const folders = entries.filter(isFolder);
  return [
    ...folders,
    ...entries.filter((entry) => !isFolder(entry)),
    ...folders.flatMap((folder) => below(controller, place, folder)),
  ];
}

function properties(controller: Controller, place: string, root: string, path: string): Value {
  const { mode, mtime, ctime, size, uid, gid } = controller.stat(place);
  const isFolder = controller.type(place) === 'directory';
  return new Map<Value, Value>([
    ['root', root],
    ['path', path],
    ['state', isFolder ? 'directory' : 'file'],
    ...(isFolder ? [] : [['src', posix.join(root, path)] as const]),
    ['uid', uid],
    ['gid', gid],
    ['owner', nameOf(controller, '/etc/passwd', uid)],
    ['group', nameOf(controller, '/etc/group', gid)],
    ['mode', `0${mode.toString(8).padStart(3, '0')}`],
    ['size', size],
    ['mtime', new Float(mtime)],
    ['ctime', new Float(ctime)],
  ]);
}

/** A number's name in a file such as /etc/passwd; the number where it has none. */
function nameOf(controller: Controller, file: string, id: number): Value {
  if (controller.type(file) !== 'file') return id === 0 ? 'root' : id;
  const lines = Buffer.from(controller.read(file)).toString('utf8').split('\n');
  return lines.map((line) => line.split(':')).find((fields) => fields[2] === String(id))?.[0] ?? id;
}
