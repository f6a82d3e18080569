import type { Value } from '../../../core/value/types.ts';
import type { Test } from '../callable.ts';
import { collected } from '../collected.ts';
import { stringOnly } from '../python/attribute.ts';
import { failure } from '../python/failure.ts';
import { communityTests } from './community.ts';
import { compareTests } from './compare.ts';
import { fileTests } from './files.ts';
import { networkTests } from './network.ts';
import { regexTests } from './regex.ts';
import { resultTests } from './results.ts';
import { typeTests } from './types.ts';
import { urlTests } from './url.ts';
import { versionTests } from './version.ts';

/** Whether there is a filter or a test of that name. */
const nameTests: Readonly<Record<string, Test>> = {
  filter: (value, call) => isKnown('filter', value, (name) => call.environment.filter(name) !== undefined),
  test: (value, call) => isKnown('test', value, (name) => call.environment.test(name) !== undefined),
};

/** True or an error: ansible-core's table of plugins fails for a name it does not have. */
function isKnown(what: string, value: Value, has: (name: string) => boolean): boolean {
  const name = stringOnly(value, `test for a ${what}`);
  if (!has(name)) throw failure(`test for a ${what}`, `Could not load "${name}"`);
  return true;
}

const topics: readonly Readonly<Record<string, Test>>[] = [
  typeTests,
  compareTests,
  regexTests,
  resultTests,
  versionTests,
  fileTests,
  urlTests,
  nameTests,
];

const tests = collected<Test>('test', {
  'ansible.builtin': topics,
  'ansible.utils': [networkTests],
  'community.general': [communityTests],
});

/** The test of a name, short or with its collection; undefined where there is none. */
export function testNamed(name: string): Test | undefined {
  return tests.named(name);
}

/** All names, for suggestions. */
export function testNames(): readonly string[] {
  return tests.names();
}
