import { expect, it } from 'vitest';
import { report } from './sample.ts';
import { openPages, readerWith, textOf, weekReader } from './support.ts';

const { reader, dispatch } = weekReader(Date.now());
const ask = openPages(reader);
const page = `/dispatches/${encodeURIComponent(dispatch.dispatch)}`;

it('lists dispatches with how much of them arrived', async () => {
  expect(textOf((await ask('/dispatches')).text)).toMatch(/5e1f77a2 \d h ago apply a81f3c5d base git push by mira 10 of 12 1 2/);
});

it('shows failed hosts first, then silent ones, then the others', async () => {
  const { text } = await ask(page);
  const rows = [...text.matchAll(/<th scope="row"><a[^>]*>([^<]*)<\/a><\/th><td class="status"><span[^>]*>([^<]*)/g)];
  expect(rows.slice(0, 4).map(([, host, state]) => `${host} ${state}`)).toEqual([
    'client-04 failed',
    'client-02 silent',
    'client-09 silent',
    'client-01 changed',
  ]);
  expect(rows).toHaveLength(12);
  expect(textOf(text)).toContain('473 ms A task failed: Install Docker');
});

it('is live until every host has reported or is given up', async () => {
  const waiting = readerWith(report({ host: 'a', run: 'r', started: 1, dispatch: 'd', until: 3 }));
  waiting.announce({ dispatch: 'd', commit: 'c', roles: ['base'], started: 1, by: 'x', hosts: ['a', 'b'] });
  expect((await openPages(waiting)('/dispatches/d')).text).toContain('data-events="/api/v1/events?dispatch=d"');
  expect((await ask(page)).text).not.toContain('data-events');
});

it('tells hosts that are waited for from silent ones', async () => {
  const waiting = readerWith();
  waiting.announce({ dispatch: 'd', commit: 'c', roles: [], started: 1, by: 'x', hosts: ['a'] });
  const host = { host: 'a', expected: true, silent: false, node: null, allocation: null, run: undefined };
  waiting.dispatchHosts = (_, { only }) => ({ items: only === 'missing' ? [host] : [], cursor: null });
  expect(textOf((await openPages(waiting)('/dispatches/d')).text)).toContain('a waiting');
});
