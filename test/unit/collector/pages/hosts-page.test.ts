import { expect, it } from 'vitest';
import { report } from './sample.ts';
import { openPages, readerWith, textOf, weekReader } from './support.ts';

const { reader } = weekReader(Date.now());
const ask = openPages(reader);

it('counts hosts by state, and a count chooses them', async () => {
  const { text } = await ask('/');
  expect(textOf(text)).toContain('12 all 1 failed 1 silent 1 drifted 1 pending 0 running 1 changed 7 in sync');
  expect(text).toContain('<a href="/?state=drifted" class="tone-drifted"><b>1</b> drifted</a>');
  const chosen = (await ask('/?state=drifted')).text;
  expect([...chosen.matchAll(/href="\/hosts\/([^"]*)"/g)].map(([, host]) => host)).toEqual(['client-07']);
  expect(chosen).toContain('<a href="/" class="tone-drifted" aria-current="true">');
});

it('finds hosts by part of the name, within the state that was chosen', async () => {
  const { text } = await ask('/?state=in-sync&search=nomad-');
  expect([...text.matchAll(/href="\/hosts\/([^"]*)"/g)].map(([, host]) => host)).toEqual(['nomad-1', 'nomad-2', 'nomad-3']);
  expect(text).toContain('<input type="hidden" name="state" value="in-sync">');
  expect(text).toContain('name="search" value="nomad-"');
  expect(text).toContain('href="/?state=failed&amp;search=nomad-"');
});

it('passes over a state that is none', async () => {
  expect(textOf((await ask('/?state=asleep')).text)).toContain('nomad-3 in sync');
});

it('says what the last run was', async () => {
  expect(textOf((await ask('/?search=client-07')).text)).toContain('client-07 drifted 13 min ago check a81f3c5d 2 0 1.9 s');
});

it('says why the list is empty', async () => {
  expect(textOf((await ask('/?search=zebra')).text)).toContain('No host is like that. Show all 12 hosts');
  expect(textOf((await openPages(readerWith())('/')).text)).toContain('No host has reported yet.');
});

it('goes through a long list page by page', async () => {
  const name = (at: number) => `host-${String(at).padStart(3, '0')}`;
  const many = readerWith(...Array.from({ length: 205 }, (_, at) => report({ host: name(at), run: `r${at}`, started: at })));
  const page = openPages(many);
  const seen: string[] = [];
  let address: string | undefined = '/?search=host';
  let pages = 0;
  while (address !== undefined && pages < 5) {
    const { text } = await page(address);
    seen.push(...[...text.matchAll(/href="\/hosts\/([^"]*)"/g)].map(([, host]) => host ?? ''));
    address = text.match(/<a rel="next" href="([^"]*)"/)?.[1]?.replaceAll('&amp;', '&');
    pages += 1;
    expect(text.includes('>First page</a>')).toBe(pages > 1);
  }
  expect(pages).toBe(3);
  expect(seen).toEqual(Array.from({ length: 205 }, (_, at) => name(at)));
});
