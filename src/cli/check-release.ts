import { Bundle } from '../agent/bundle.ts';
import { checkTemplateFiles } from '../agent/check-template-files.ts';
import { openBundle } from '../agent/open-bundle.ts';
import { loadTree, type Tree } from '../agent/tree.ts';
import { type Diagnostic, InvalidBundle } from '../core/diagnostic.ts';
import type { Excerpts } from './excerpts.ts';

/** What a commit's `lookup('pipe')` gets: who may push to a repository may not run commands where it lies. */
const refused = { code: 1, stdout: '', stderr: 'a release runs no commands' };

/**
 * Checks a bundle for every host of its inventory, as `drover lint` does.
 * @throws InvalidBundle with every finding
 */
export function checkRelease(directory: string, excerpts: Excerpts): Tree {
  const { machine } = openBundle(directory, {}, false);
  const bundle = new Bundle(directory, { files: machine, environment: {}, pipe: () => refused });
  excerpts.from(bundle);
  const tree = loadTree(bundle, { playbook: 'site.yml', inventory: [], extraVars: new Map() });
  const findings: Diagnostic[] = [...tree.warnings];
  checkTemplateFiles(bundle, tree.playbook, (finding) => void findings.push(finding));
  if (findings.some(({ severity }) => severity === 'error')) throw new InvalidBundle(findings);
  return { ...tree, warnings: findings };
}
