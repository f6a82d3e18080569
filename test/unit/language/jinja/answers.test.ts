import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../../src/core/value/types.ts';
import { corpusJson, readCorpusJson } from '../../../parity/corpus/json.ts';
import { templarOf } from './templar-of.ts';

/**
 * Each file holds what ansible-core 2.18.6 with the libraries that it names answered: `vars`, and `cases` as
 * `[template, answer]`, or `[template]` where it failed.
 */
const folder = join(import.meta.dirname, '../../../fixtures/answers');

describe.each(readdirSync(folder))('answers of %s', (file) => {
  const recorded = readCorpusJson(readFileSync(join(folder, file), 'utf8')) as Map<string, Value>;
  const variables = Object.fromEntries(recorded.get('vars') as Map<string, Value>);
  const cases = recorded.get('cases') as [string, Value?][];

  it.each(cases)('%s', (template, answer) => {
    const evaluate = () => corpusJson(templarOf(variables).template(template));
    if (answer === undefined) expect(evaluate).toThrow(/^Cannot |is undefined|has no/);
    else expect(evaluate()).toBe(corpusJson(answer));
  });
});
