import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a tree is run: what `case.json` in it says, all of it optional. */
export interface TwinCase {
  /** The host that Drover runs for; `node1`. An inventory with further hosts needs `--limit` in `args`. */
  readonly host: string;
  /** Values of `-i`; `hosts`. Empty where `ansible.cfg` names the inventory. */
  readonly inventory: readonly string[];
  readonly playbook: string;
  /** Arguments of each run, which both commands understand; one plain run. All runs see the same output folder. */
  readonly runs: readonly (readonly string[])[];
  readonly environment: Readonly<Record<string, string>>;
}

const plain: TwinCase = { host: 'node1', inventory: ['hosts'], playbook: 'site.yml', runs: [[]], environment: {} };

/** @param tree its folder */
export function readCase(tree: string): TwinCase {
  const path = join(tree, 'case.json');
  const said = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<TwinCase>) : {};
  return { ...plain, ...said };
}
