import type { Controller } from '../core/controller.ts';
import type { Report } from '../core/diagnostic.ts';
import type { Playbook, RoleUse } from '../language/ast.ts';
import { checkTemplate } from '../language/jinja/check-template.ts';
import { decodeText } from '../language/load-file.ts';
import { plugins } from './plugins.ts';

/** Reads every `*.j2` below the `templates` of the playbook and of its roles, used or not, without evaluating it. */
export function checkTemplateFiles(controller: Controller, playbook: Playbook, report: Report): void {
  const folders = new Set(['templates', ...playbook.plays.flatMap((play) => play.roles.flatMap(templateFolders))]);
  for (const path of [...folders].flatMap((folder) => filesBelow(controller, folder))) {
    for (const { code, message, hint, line, column, length } of checkTemplate(decodeText(controller.read(path), path), plugins)) {
      report({ severity: 'error', code, message, hint, span: { file: path, line, column, length } });
    }
  }
}

function templateFolders({ role }: RoleUse): string[] {
  return [...role.dependencies.flatMap(templateFolders), `${role.path}/templates`];
}

function filesBelow(controller: Controller, path: string): string[] {
  const type = controller.type(path);
  if (type === 'directory') return controller.list(path).flatMap((name) => filesBelow(controller, `${path}/${name}`));
  return type === 'file' && path.endsWith('.j2') ? [path] : [];
}
