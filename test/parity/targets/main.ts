import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../../../scripts/build/repository.ts';
import { compareAsserts, readAsserts } from './asserts.ts';
import { targetNames } from './names.ts';
import { runTarget, type TargetRun } from './run-target.ts';

/**
 * Runs ansible-core's own integration targets with real Ansible and with Drover in its place, and says which asserts pass:
 * `sh scripts/node test/parity/targets/main.ts --sources DIR --ansible ENV [--only NAME,…] [--engine ansible,drover]`.
 * What an engine that is not named came to is taken from the last time.
 */
const { values: flags } = parseArgs({
  options: {
    sources: { type: 'string', default: '' },
    ansible: { type: 'string', default: '' },
    only: { type: 'string', default: targetNames.join(',') },
    engine: { type: 'string', default: 'ansible,drover' },
    program: { type: 'string', default: join(repository, 'dist/drover') },
    work: { type: 'string', default: '/tmp/drover-targets' },
  },
});

let passed = 0;
let total = 0;
for (const target of flags.only.split(',')) {
  const compared = compareAsserts(readAsserts(asserts('ansible', target)), readAsserts(asserts('drover', target)));
  passed += compared.passed;
  total += compared.total;
  console.log(`${target}: ${compared.passed} of ${compared.total}`);
  for (const line of compared.missing) console.log(`    ${line}`);
}
console.log(`${passed} of ${total} asserts that real Ansible passes`);

function asserts(engine: TargetRun['engine'], target: string): string {
  const kept = join(flags.work, `${engine}-${target}.asserts`);
  return flags.engine.includes(engine) ? runTarget({ ...flags, engine, target }) : kept;
}
