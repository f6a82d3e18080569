import { expect, it } from 'vitest';
import { driftChart } from '../../../../src/collector/pages/views/drift-chart.ts';
import { openPages, readerWith, textOf, weekReader } from './support.ts';

const { reader } = weekReader(Date.now());
const ask = openPages(reader);

it('draws runs over time, and has the same figures as a table', async () => {
  const { text } = await ask('/drift?span=month');
  expect(text).toMatch(/<svg [^>]*role="img" aria-label="355 runs in 30 days: \d+ found drift, 3 failed">/);
  const table = text.match(/<table[^>]*>\s*<caption>Runs in each part[\s\S]*?<\/table>/)?.[0] ?? '';
  const sum = (column: string) =>
    [...table.matchAll(new RegExp(`data-label="${column}"[^>]*>(?:<[^>]*>)?(\\d+)`, 'g'))].reduce(
      (all, [, number]) => all + Number(number),
      0,
    );
  expect(sum('Runs')).toBe(355);
  expect(sum('Failed')).toBe(3);
});

it('lists the hosts that have drifted now', async () => {
  expect(textOf((await ask('/drift')).text)).toMatch(/Drifted now 1 .*client-07 drifted/);
});

it('shows a week where no span is chosen or a wrong one', async () => {
  expect((await ask('/drift')).text).toContain('<a href="/drift?span=week" aria-current="true">7 days</a>');
  expect((await ask('/drift?span=eon')).text).toContain('<a href="/drift?span=week" aria-current="true">7 days</a>');
});

it('does without runs', async () => {
  const { text } = await openPages(readerWith())('/drift');
  expect(text).not.toContain('<svg viewBox="0 0 560');
  expect(textOf(text)).toContain('0 runs in 7 days: 0 found drift, 0 failed.');
});

it('stacks failed, drifted and other runs up to the whole', () => {
  const points = [{ time: 0, runs: 10, drifted: 3, failed: 2 }];
  const chart = String(driftChart({ points, pointsPerLabel: 1, label: () => 'now', summary: 's' }));
  const rects = [...chart.matchAll(/class="fill-(\w+)" x="2" y="([\d.]+)" width="16" height="([\d.]+)"/g)];
  expect(rects.map(([, tone, y, height]) => [tone, Number(y), Number(height)])).toEqual([
    ['failed', 160, 40],
    ['drifted', 100, 60],
    ['rest', 0, 100],
  ]);
  expect(chart).toContain('<title>now: 10 runs, 3 with drift, 2 failed</title>');
});

it.each([
  [1, ['1', '0']],
  [3, ['4', '3', '2', '1', '0']],
  [12, ['20', '15', '10', '5', '0']],
  [700, ['800', '600', '400', '200', '0']],
])('scales %d runs in whole numbers', (runs, labels) => {
  const points = [{ time: 0, runs, drifted: 0, failed: 0 }];
  const chart = String(driftChart({ points, pointsPerLabel: 1, label: () => '', summary: '' }));
  const scale = chart.match(/<div class="scale"[^>]*>(.*?)<\/div>/)?.[1] ?? '';
  expect([...scale.matchAll(/<span>(\d+)/g)].map(([, label]) => label)).toEqual(labels);
});
