import { text } from '../../../core/value/text.ts';
import type { Test } from '../callable.ts';
import { compareTests } from './compare.ts';
import { fileTests } from './files.ts';
import { regexTests } from './regex.ts';
import { resultTests } from './results.ts';
import { typeTests } from './types.ts';
import { urlTests } from './url.ts';
import { versionTests } from './version.ts';

/** Whether there is a filter or a test of that name. */
const nameTests: Readonly<Record<string, Test>> = {
  filter: (value, call) => call.environment.filter(text(value)) !== undefined,
  test: (value, call) => call.environment.test(text(value)) !== undefined,
};

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

/** The test of a name, short or with `ansible.builtin.`; undefined where there is none. */
export function testNamed(name: string): Test | undefined {
  const short = name.replace(/^ansible\.(?:builtin|legacy)\./, '');
  for (const topic of topics) if (Object.hasOwn(topic, short)) return topic[short];
  return undefined;
}

/** All names, for suggestions. */
export function testNames(): readonly string[] {
  return topics.flatMap((topic) => Object.keys(topic));
}
