import { expect, it } from 'vitest';
import { report } from './sample.ts';
import { openPages, readerWith, textOf, weekReader } from './support.ts';

const { reader } = weekReader(Date.now());
const ask = openPages(reader);

it('heads with the state, the last run and what kind of machine it is', async () => {
  expect(textOf((await ask('/hosts/client-07')).text)).toContain(
    'client-07 drifted Last run 13 min ago Commit a81f3c5d System Void rolling Kernel 6.12.41_1 Architecture x86_64 Address 10.0.4.17 Init runit Packages xbps',
  );
});

it('offers the newest two of the runs to compare', async () => {
  const { text } = await ask('/hosts/client-07');
  const [newest, before] = reader.runs({ host: 'client-07' }, 2).items;
  expect(text).toContain('<form action="/compare">');
  expect(text).toContain(`name="b" value="${newest?.run}" checked`);
  expect(text).toContain(`name="a" value="${before?.run}" checked`);
  expect(text.match(/ checked>/g)).toHaveLength(2);
});

it('has the facts that the last run reported', async () => {
  const { text } = await ask('/hosts/nomad-1');
  expect(text).toMatch(/<details id="facts" open><summary>10 facts<\/summary>/);
  expect(textOf(text)).toContain('memtotal_mb 15884');
});

it('does with one run and without facts', async () => {
  const part = report({ host: 'one', run: 'r1', started: 1 });
  const bare = { ...part, events: part.events.filter(({ event }) => event !== 'facts') };
  const { text } = await openPages(readerWith(bare))('/hosts/one');
  expect(textOf(text)).toContain('The last run gathered none.');
  expect(text).not.toContain('/compare');
});

it('says so of a host that never reported', async () => {
  const silent = readerWith();
  silent.announce({ dispatch: 'd', commit: 'c', roles: [], started: 1, by: 'x', hosts: ['mute'] });
  expect(textOf((await openPages(silent)('/hosts/mute')).text)).toContain('mute silent Runs No run has reported yet.');
});
