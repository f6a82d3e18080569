import { expect, it } from 'vitest';
import { compareRuns } from '../../../../src/collector/pages/compare-runs.ts';
import { endings, report } from './sample.ts';
import { openPages, readerWith, textOf } from './support.ts';

const other = { ...endings.rollout, 'Configure chrony': { result: 'changed', diff: [{ before: 'a\n', after: 'z\n' }] } } as const;
const reader = readerWith(
  report({ host: 'a', run: 'one', started: 1000, endings: endings.rollout }),
  report({ host: 'a', run: 'two', started: 2000, endings: endings.failure }),
  report({ host: 'b', run: 'three', started: 3000, endings: other }),
);
const ask = openPages(reader);

it('tells tasks that ended differently from those that only one run has and those that are alike', () => {
  const kinds = compareRuns(reader, 'one', 'two')?.pairs.map(({ left, right, difference }) => [
    (left ?? right)?.task,
    difference,
  ]);
  expect(kinds?.filter(([, kind]) => kind !== 'same')).toEqual([
    ['Install the tools', 'differs'],
    ['Install Docker', 'differs'],
    ['Configure the Docker daemon', 'only-left'],
    ['Load br_netfilter', 'only-left'],
    ['Install Nomad', 'only-left'],
    ['Configure Nomad', 'only-left'],
    ['Make the data folders', 'only-left'],
    ['Wait for the API', 'only-left'],
  ]);
});

it('finds two changes different when what they changed is', () => {
  const pairs = compareRuns(reader, 'one', 'three')?.pairs ?? [];
  expect(pairs.filter(({ difference }) => difference === 'differs').map(({ right }) => right?.task)).toEqual([
    'Configure chrony',
  ]);
});

it('shows both sides of a difference, and folds what is alike', async () => {
  const { text } = await ask('/compare?a=one&b=two');
  expect(textOf(text)).toContain(
    'docker : Install Docker roles/docker/tasks/main.yml:1:3 First run: ok 2 ms Second run: failed 20 ms',
  );
  expect(textOf(text)).toContain('Only in the first run 6');
  expect(text).not.toContain('Only in the second run');
  expect(text).toContain('<summary>6 tasks ended alike in both</summary>');
  expect(text).toContain('<a href="/compare?a=two&amp;b=one">Swap</a>');
});

it('says where two runs are alike', async () => {
  expect(textOf((await ask('/compare?a=one&b=one')).text)).toContain('Every task ended alike in both runs.');
});
