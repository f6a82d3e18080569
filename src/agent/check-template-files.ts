import type { Controller } from '../core/controller.ts';
import { diagnosticOf, type Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import type { Playbook, RoleUse } from '../language/ast.ts';
import { decodeText } from '../language/decode-text.ts';
import { checkTemplate } from '../language/jinja/check-template.ts';
import type { TemplateCheck } from './check-templates.ts';
import { filesBelow } from './files-below.ts';
import { plugins } from './plugins.ts';

/** Reads every `*.j2` below the `templates` of the playbook and of its roles, used or not, without evaluating it. */
export function checkTemplateFiles(controller: Controller, playbook: Playbook, { report, extensions }: TemplateCheck): void {
  const folders = new Set(['templates', ...playbook.plays.flatMap((play) => play.roles.flatMap(templateFolders))]);
  const files = [...folders].flatMap((folder) => filesBelow(controller, folder));
  for (const path of files.filter((each) => each.endsWith('.j2'))) {
    const text = textOf(controller, path, report);
    for (const { code, message, hint, line, column, length } of text === undefined
      ? []
      : checkTemplate(text, plugins, { extensions })) {
      report({ severity: 'error', code, message, hint, span: { file: path, line, column, length } });
    }
  }
}

/** One that is encrypted and stays closed is warned of. */
function textOf(controller: Controller, path: string, report: Report): string | undefined {
  try {
    return decodeText(controller.read(path), path);
  } catch (error) {
    if (!(error instanceof DroverError) || error.code !== 'VAULT_NO_SECRET') throw error;
    report({ ...diagnosticOf(error), severity: 'warning' });
    return undefined;
  }
}

function templateFolders({ role }: RoleUse): string[] {
  return [...role.dependencies.flatMap(templateFolders), `${role.path}/templates`];
}
