/** By hand: compares the trees of test/parity/language whose names hold one of the given words; `DROVER` is its command. */
import { compareTrees } from './compare-trees.ts';

const counts = await compareTrees(process.argv.slice(2));
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
