import { apiSuite } from './api.ts';
import { corpusSuite } from './corpus.ts';
import { languageSuite } from './language.ts';
import { type Counts, describeCounts, type Suite, sum } from './suite.ts';
import { treesSuite } from './trees.ts';
import { vitestSuite } from './vitest.ts';

const suites: readonly Suite[] = [
  ...['unit', 'system', 'browser', 'nomad'].map(vitestSuite),
  apiSuite,
  corpusSuite,
  languageSuite,
  treesSuite,
];

/** Words on the command line choose suites by a part of their names. */
const words = process.argv.slice(2);
const chosen = suites.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const results: { name: string; counts: Counts }[] = [];
for (const suite of chosen) results.push({ name: suite.name, counts: await run(suite) });
const all = sum(results.map(({ counts }) => counts));

console.log('\n=== all suites');
for (const { name, counts } of results) console.log(`${name}: ${describeCounts(counts)}`);
console.log(describeCounts(all));
process.exitCode = all.failed > 0 || all.passed === 0 ? 1 : 0;

async function run(suite: Suite): Promise<Counts> {
  console.log(`\n=== ${suite.name}`);
  const start = performance.now();
  const counts = await suite.run();
  console.log(`${suite.name}: ${describeCounts(counts)} in ${Math.round((performance.now() - start) / 1000)} s`);
  return counts;
}
