import type { Controller } from '../core/controller.ts';
import { type Diagnostic, InvalidBundle } from '../core/diagnostic.ts';
import { checkTemplates } from './check-templates.ts';
import { loadTree, type Tree, type TreeOptions } from './tree.ts';

/**
 * Reads a bundle and checks all that can be known before a run, the templates of its tasks too.
 * @throws InvalidBundle with every finding
 */
export function checkedTree(controller: Controller, options: TreeOptions): Tree {
  const tree = loadTree(controller, options);
  const findings: Diagnostic[] = [...tree.warnings];
  checkTemplates(tree.playbook, (finding) => void findings.push(finding));
  if (findings.some(({ severity }) => severity === 'error')) throw new InvalidBundle(findings);
  return { ...tree, warnings: findings };
}
