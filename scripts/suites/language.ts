import { compareTrees } from '../../test/parity/twin/compare-trees.ts';
import { noKit, sharedKit } from './shared.ts';
import { type Counts, type Suite, skip } from './suite.ts';

/** Small trees of the language, run by real Ansible and by the executable: results, recaps and files have to be the same. */
export const languageSuite: Suite = { name: 'parity of language trees', run: runLanguage };

async function runLanguage(): Promise<Counts> {
  if (sharedKit() === undefined) return skip(noKit);
  if (process.getuid?.() !== 0) return skip('it needs root for its mounts');
  return { ...(await compareTrees([])), skipped: 0 };
}
