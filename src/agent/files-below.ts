import type { Controller } from '../core/controller.ts';

/** The files at and below a path of the bundle; none where nothing is there. */
export function filesBelow(controller: Controller, path: string): string[] {
  const type = controller.type(path);
  if (type === 'directory') return controller.list(path).flatMap((name) => filesBelow(controller, `${path}/${name}`));
  return type === 'file' ? [path] : [];
}
