import type { Controller } from '../core/controller.ts';
import { type Diagnostic, InvalidBundle, type Report } from '../core/diagnostic.ts';
import { DroverError } from '../core/errors.ts';
import { defaultSettings, type Settings } from '../core/settings/honoured.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Value } from '../core/value/types.ts';
import { validatePlaybook } from '../engine/validate.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Playbook } from '../language/ast.ts';
import { directives } from '../language/directives.ts';
import { extensionsOf } from '../language/jinja/extensions-of.ts';
import { lookupNamed } from '../language/jinja/lookups/index.ts';
import type { ParseContext } from '../language/parse-context.ts';
import { parsePlaybook, playbookContext } from '../language/parse-playbook.ts';
import { modules } from '../modules/index.ts';
import { checkDelegation } from './check-delegation.ts';
import { checkTemplates } from './check-templates.ts';
import { StaticText } from './static-text.ts';
import { type InventoryChoice, readTreeInventory } from './tree-inventory.ts';

export interface TreeOptions extends InventoryChoice {
  readonly extraVars: ReadonlyMap<string, Value>;
  /** The hosts whose variables are read and checked; all of the inventory when absent. */
  readonly hosts?: readonly string[];
  /** Those of a bundle without an ansible.cfg when absent. */
  readonly settings?: Settings;
  /** What was found out before. */
  readonly findings?: readonly Diagnostic[];
  /** Whether encrypted files may stay closed: they are then warned of, and count as empty. */
  readonly allowsClosed?: boolean;
}

/** A bundle, read and found valid. */
export interface Tree {
  readonly playbook: Playbook;
  readonly inventory: Inventory;
  readonly settings: Settings;
  readonly parseContext: ParseContext;
  readonly warnings: readonly Diagnostic[];
  readonly checked: Checked;
}

/** That a playbook was checked. */
interface Checked {
  /** All files that it is parsed from, in that order; undefined where that depends on extra variables. */
  readonly files: readonly string[] | undefined;
  readonly warnings: readonly Diagnostic[];
}

/** A bundle that may know of playbooks that they were found valid. */
export interface CheckedController extends Controller {
  /** What checking a playbook warned of, if it was parsed from these files. */
  checked?(playbook: string, files: readonly string[]): readonly Diagnostic[] | undefined;
}

/** A bundle as far as it could be read. */
export type ReadTree = Omit<Tree, 'inventory' | 'warnings'> & { readonly inventory: Inventory | undefined };

/**
 * Reads a bundle's playbook, inventory and variables and checks all that can be known before a run, the templates of its
 * tasks too.
 * @throws InvalidBundle with every finding
 */
export function loadTree(controller: CheckedController, options: TreeOptions): Tree {
  const findings: Diagnostic[] = [];
  const { inventory, ...tree } = readTree(controller, options, (finding) => void findings.push(finding));
  if (inventory === undefined || findings.some(({ severity }) => severity === 'error')) throw new InvalidBundle(findings);
  return { ...tree, inventory, warnings: findings };
}

/**
 * The same for who wants to go on after an error: all findings go to `tell`.
 * @throws DroverError where there is no playbook, or no inventory
 */
export function readTree(controller: CheckedController, options: TreeOptions, tell: Report): ReadTree {
  for (const finding of options.findings ?? []) tell(finding);
  const settings = options.settings ?? defaultSettings();
  const report: Report = (finding) => {
    if (finding.code === 'YAML_DUPLICATE') return tellDuplicate(finding, settings, tell);
    const isClosed = options.allowsClosed === true && finding.code === 'VAULT_NO_SECRET';
    tell(isClosed ? { ...finding, severity: 'warning' } : finding);
  };
  if (controller.type(options.playbook) !== 'file') throw noPlaybook(controller, options.playbook);
  // What includes read during the run is often what has been read here.
  const files: ParseContext['files'] = new Map();
  const staticText = new StaticText(controller, options.extraVars);
  const base = { report, vocabulary, controller, staticText: staticText.of, files, settings };
  const playbook = parsePlaybook(options.playbook, base);
  const checked = checkPlaybook(controller, playbook, staticText.isOfThisRun ? undefined : [...files.keys()], settings);
  for (const warning of checked.warnings) report(warning);
  const inventory = readTreeInventory(controller, options, settings, report);
  if (inventory !== undefined) checkHosts(playbook, inventory, new Set(options.hosts ?? inventory.hosts.keys()), report);
  return { playbook, inventory, settings, parseContext: playbookContext(options.playbook, base), checked };
}

/** What can be known of these hosts: their variables, and what of the playbook they cannot run. */
function checkHosts(playbook: Playbook, inventory: Inventory, hosts: ReadonlySet<string>, report: Report): void {
  for (const name of hosts) {
    const host = inventory.host(name);
    if (host !== undefined) inventory.layers(host, report);
  }
  checkDelegation(playbook, (pattern) => inventory.match(pattern).filter((host) => hosts.has(host)), report);
}

/** A key that is given twice is what the settings say. */
function tellDuplicate(finding: Diagnostic, { duplicateDictKey }: Settings, tell: Report): void {
  if (duplicateDictKey !== 'ignore') tell({ ...finding, severity: duplicateDictKey === 'error' ? 'error' : 'warning' });
}

/** @param files what the playbook is parsed from; undefined where that depends on extra variables */
function checkPlaybook(
  controller: CheckedController,
  playbook: Playbook,
  files: readonly string[] | undefined,
  settings: Settings,
): Checked {
  const known = files === undefined ? undefined : controller.checked?.(playbook.file, files);
  if (known !== undefined) return { files, warnings: known };
  const findings: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void findings.push(diagnostic);
  validatePlaybook(playbook, modules, report);
  checkTemplates(playbook, { report, extensions: extensionsOf(settings) });
  return { files, warnings: findings };
}

const vocabulary = {
  hasAction: (name: string) => modules.get(name) !== undefined,
  actionNames: () => [...modules.names(), ...directives],
  hasLookup: (name: string) => lookupNamed(name) !== undefined,
};

function noPlaybook(controller: Controller, name: string): DroverError {
  const found = controller.list('').filter((entry) => /\.ya?ml$/.test(entry));
  const hint =
    didYouMean(name, found) ?? (found.length === 0 ? 'is this the directory of a fleet?' : `it has ${found.join(', ')}`);
  return new DroverError('BUNDLE_INVALID', `Cannot find the playbook "${name}" in the bundle ${controller.directory}`, { hint });
}
