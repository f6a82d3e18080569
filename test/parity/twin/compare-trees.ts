import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../../scripts/build/repository.ts';
import { sharedKit } from '../../../scripts/suites/shared.ts';
import { compareTree } from './compare-tree.ts';
import { ansibleEngine, droverEngine } from './engines.ts';

/** Compares the trees of test/parity/language whose names hold one of the words, or all, and prints as it goes. */
export async function compareTrees(words: readonly string[]): Promise<{ passed: number; failed: number }> {
  const folder = join(repository, 'test/parity/language');
  const waiting = readdirSync(folder)
    .filter((name) => words.length === 0 || words.some((word) => name.includes(word)))
    .sort();
  const ansible = ansibleEngine(ansibleEnvironment());
  const drover = droverEngine(process.env['DROVER']?.split(' ') ?? [join(repository, 'dist/drover')]);
  const counts = { passed: 0, failed: 0 };
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const lines = await compareTree(join(folder, name), ansible, drover);
      counts[lines.length === 0 ? 'passed' : 'failed'] += 1;
      console.log([`${lines.length === 0 ? 'equal ' : 'FAILED'} ${name}`, ...lines].join('\n  '));
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  return counts;
}

/** The kit's, made on first use. */
function ansibleEnvironment(): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const make = join(sharedKit() ?? '', 'bench/ansible-env');
  return execFileSync(make, [join(cache, 'drover-bench/ansible-env')], { encoding: 'utf8' }).trim();
}
