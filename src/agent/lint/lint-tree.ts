import { type Diagnostic, diagnosticOf, type Report, sortDiagnostics } from '../../core/diagnostic.ts';
import { DroverError } from '../../core/errors.ts';
import { folderOf } from '../../core/folder.ts';
import { validateStatements } from '../../engine/validate.ts';
import { extensionsOf } from '../../language/jinja/extensions-of.ts';
import { loadFile } from '../../language/load-file.ts';
import type { ParseContext } from '../../language/parse-context.ts';
import { parseStatements } from '../../language/parse-statements.ts';
import { modules } from '../../modules/index.ts';
import type { Bundle } from '../bundle.ts';
import { checkTemplateFiles } from '../check-template-files.ts';
import { checkTask, type TemplateCheck } from '../check-templates.ts';
import { tasksOf, tasksOfList } from '../tasks-of.ts';
import { type ReadTree, readTree, type TreeOptions } from '../tree.ts';
import { checkDeprecated } from './check-deprecated.ts';
import { checkInnerVariables, checkVariables } from './check-variables.ts';
import { type RoleFile, rolePaths, statementFiles, variableFiles } from './other-files.ts';

export interface Linted {
  /** Sorted by place, each once. */
  readonly findings: readonly Diagnostic[];
  /** How many hosts the inventory has; 0 where it cannot be read. */
  readonly hosts: number;
}

/**
 * Everything that is wrong with a bundle or will be: what a run would refuse, the files of its roles that only an include
 * names, all of its templates and variables, and forms that Ansible warns of.
 */
export function lintTree(bundle: Bundle, options: TreeOptions): Linted {
  const findings: Diagnostic[] = [];
  // Whoever lints need not have the passwords of ansible-vault: what stays closed is not looked at.
  const report: Report = (finding) =>
    void findings.push(finding.code === 'VAULT_NO_SECRET' ? { ...finding, severity: 'warning' } : finding);
  try {
    const tree = readTree(bundle, options, report);
    lintRest(bundle, tree, report);
    return { findings: sortDiagnostics(findings), hosts: tree.inventory?.hosts.size ?? 0 };
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    return { findings: sortDiagnostics([...findings, diagnosticOf(error)]), hosts: 0 };
  }
}

function lintRest(bundle: Bundle, { playbook, inventory, parseContext, settings }: ReadTree, report: Report): void {
  const check: TemplateCheck = { report, extensions: extensionsOf(settings) };
  const context: ParseContext = { ...parseContext, report };
  const roles = rolePaths(bundle, playbook);
  const read = new Set(context.files.keys());
  checkTemplateFiles(bundle, playbook, check);
  for (const { task } of tasksOf(playbook)) checkDeprecated(task, report);
  for (const file of statementFiles(bundle, roles)) if (!read.has(file.path)) lintStatements(file, context, check);
  for (const node of context.files.values()) if (node?.kind === 'sequence') checkInnerVariables(node, report);
  const sources = [...(inventory?.hosts.values() ?? [])].flatMap(({ source }) => source ?? []);
  const folders = [context.playbookFolder, ...sources.map(folderOf)];
  for (const path of variableFiles(bundle, roles, folders)) {
    const node = loadFile(path, context);
    if (node !== undefined) checkVariables(node, check);
  }
}

/** A file of tasks that only an include may name: whether it ever runs is open, so only broken text is an error. */
function lintStatements({ path, role, handlers }: RoleFile, outer: ParseContext, { extensions }: TemplateCheck): void {
  const node = loadFile(path, outer);
  if (node?.kind !== 'sequence') return;
  const report: Report = (finding) =>
    outer.report(finding.code === 'YAML_SYNTAX' ? finding : { ...finding, severity: 'warning' });
  const context: ParseContext = { ...outer, file: path, rolePath: role, handlers, chain: [path], report };
  const statements = parseStatements(node, context, handlers);
  validateStatements(statements, modules, report);
  for (const placed of tasksOfList(statements)) {
    checkTask(placed, { report, extensions });
    checkDeprecated(placed.task, report);
  }
}
