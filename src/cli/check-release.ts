import { Bundle } from '../agent/bundle.ts';
import { checkTemplateFiles } from '../agent/check-template-files.ts';
import { compileTree } from '../agent/compiled/compile-tree.ts';
import { compiledPath } from '../agent/compiled/compiled-form.ts';
import { openBundle, readOnly } from '../agent/open-bundle.ts';
import { prepareBundle } from '../agent/prepare-bundle.ts';
import { bundleOnly } from '../agent/settings/read-settings.ts';
import { loadTree, type Tree } from '../agent/tree.ts';
import { noVault } from '../agent/vault/vault-choice.ts';
import { type Diagnostic, InvalidBundle } from '../core/diagnostic.ts';
import { extensionsOf } from '../language/jinja/extensions-of.ts';
import type { BundleFile } from '../release/bundle-file.ts';
import type { Checked } from '../release/release.ts';
import type { Excerpts } from './excerpts.ts';
import { version } from './version.ts';

/** What a commit's `lookup('pipe')` gets: who may push to a repository may not run commands where it lies. */
const refused = { code: 1, stdout: '', stderr: 'a release runs no commands' };

/** A bundle that may be released: what it says, and its compiled form. */
export type CheckedRelease = Tree & Checked;

/**
 * Checks a bundle for every host of its inventory, as `drover lint` does, and compiles it.
 * @throws InvalidBundle with every finding
 */
export function checkRelease(directory: string, excerpts: Excerpts): CheckedRelease {
  const { machine } = openBundle(directory, {}, readOnly);
  const bundle = new Bundle(directory, { files: machine, environment: {}, pipe: () => refused });
  excerpts.from(bundle);
  const prepared = prepareBundle(bundle, bundleOnly, noVault, {});
  const tree = loadTree(bundle, { ...prepared, playbook: 'site.yml', inventory: [], extraVars: new Map(), allowsClosed: true });
  const findings: Diagnostic[] = [...tree.warnings];
  const check = { report: (finding: Diagnostic) => void findings.push(finding), extensions: extensionsOf(tree.settings) };
  checkTemplateFiles(bundle, tree.playbook, check);
  if (findings.some(({ severity }) => severity === 'error')) throw new InvalidBundle(findings);
  const compiled: BundleFile = { path: compiledPath, content: compileTree(bundle, tree, version()).content, executable: false };
  return { ...tree, warnings: findings, compiled };
}
