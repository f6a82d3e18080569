import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../src/collector/refusal.ts';
import { openPages, readerWith, textOf, weekReader } from './support.ts';

const now = Date.now();
const { reader, dispatch, reports } = weekReader(now);
const ask = openPages(reader);
const failed = reader.runs({ host: 'client-04' }, 1).items[0]?.run ?? '';
const drifted = reader.runs({ host: 'client-07' }, 2).items.map(({ run }) => run);

/** Every kind of page. */
const addresses = [
  '/',
  '/?state=drifted&search=client',
  '/hosts/client-07',
  '/runs',
  `/runs/${failed}`,
  `/runs/${failed}?order=slowest`,
  `/runs/${failed}/tasks/8`,
  `/compare?a=${drifted[1]}&b=${drifted[0]}`,
  '/dispatches',
  `/dispatches/${encodeURIComponent(dispatch.dispatch)}`,
  '/drift',
  '/login?error=refused&next=/runs',
  '/nowhere',
];

describe('every page', () => {
  it.each(addresses)('%s needs nothing that the policy refuses', async (address) => {
    const { text } = await ask(address);
    const tags = text.match(/<[a-z][^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(20);
    expect(tags.filter((tag) => /\s(?:on\w+|style)\s*=/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /^<(?:style|iframe|object|embed|base)\b/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => tag.startsWith('<script'))).toEqual([
      expect.stringMatching(/ src="\/assets\/drover-\w+\.js" defer>$/),
    ]);
    expect(tags.filter((tag) => /\s(?:src|href)="(?!\/|#)/.test(tag))).toEqual([]);
  });

  it.each(addresses)('%s has landmarks, a way past the navigation, one heading and no id twice', async (address) => {
    const { text } = await ask(address);
    expect(text).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(text).toContain('<a class="skip" href="#content">');
    expect(text.match(/<main id="content"/g)).toHaveLength(1);
    expect(text.match(/<h1>/g)).toHaveLength(1);
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(addresses)('%s closes what it opens', async (address) => {
    const { text } = await ask(address);
    expect(unclosed(text)).toEqual([]);
  });

  it.each(addresses)('%s has tables with a caption and a header for every column and row', async (address) => {
    const { text } = await ask(address);
    for (const table of text.match(/<table[\s\S]*?<\/table>/g) ?? []) {
      expect(table).toContain('<caption');
      const columns = table.match(/<th scope="col"/g)?.length;
      for (const row of table.match(/<tbody>[\s\S]*<\/tbody>/)?.[0].match(/<tr>[\s\S]*?<\/tr>/g) ?? []) {
        expect(row.match(/<th scope="row"/g)).toHaveLength(1);
        expect((row.match(/<t[hd][ >]/g) ?? []).length).toBe(columns);
      }
    }
  });

  it('marks where one is', async () => {
    const { text } = await ask('/dispatches');
    expect(text).toContain('<a href="/dispatches" aria-current="page">Dispatches</a>');
  });
});

describe('pages that are not there', () => {
  it.each([
    ['/nowhere', 'There is no such page.'],
    ['/hosts/nobody', 'No host "nobody" has reported.'],
    ['/hosts/%ff', 'No host "%ff" has reported.'],
    ['/runs/none', 'There is no run "none"; old runs are forgotten.'],
    [`/runs/${failed}/tasks/900`, 'There is no such task; old runs are forgotten.'],
    [`/runs/${failed}/tasks/x`, 'There is no such task; old runs are forgotten.'],
    ['/dispatches/none', 'There is no dispatch "none"; old ones are forgotten.'],
    ['/compare', 'Two runs are needed to compare: choose them on the page of a host.'],
    [`/compare?a=${failed}&b=none`, 'Two runs are needed to compare: choose them on the page of a host.'],
    ['/assets/passwords.txt', 'There is no such page.'],
  ])('%s says so in a sentence and leads on', async (address, sentence) => {
    const { status, text } = await ask(address);
    expect(status).toBe(404);
    expect(textOf(text)).toContain(`${sentence} Go to the hosts`);
  });

  it('says what is wrong with a request that the reader refuses', async () => {
    const refusing = readerWith();
    refusing.hosts = () => {
      throw new Refusal(400, 'Cannot go on in the list: the cursor "x" is none');
    };
    const { status, text } = await openPages(refusing)('/?cursor=x');
    expect(status).toBe(400);
    expect(textOf(text)).toContain('Cannot go on in the list: the cursor "x" is none.');
  });

  it('leaves what is a bug to the collector', async () => {
    const broken = readerWith();
    broken.hosts = () => {
      throw new Error('database disk image is malformed');
    };
    const { status, text } = await openPages(broken)('/');
    expect(status).toBe(500);
    expect(textOf(text)).toContain('The collector could not make this page; its log says why. Go to the hosts');
    expect(text).not.toContain('malformed');
  });
});

describe('files of the pages', () => {
  it('may be kept by the browser, since their address changes with them', async () => {
    const { text } = await ask('/');
    const address = text.match(/\/assets\/drover-\w+\.css/)?.[0] ?? '';
    const { status, headers, text: style } = await ask(address);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(headers.get('cache-control')).toContain('immutable');
    expect(style).toContain('prefers-color-scheme: dark');
    expect(style).not.toMatch(/url\(|@import/);
  });

  it('are not pages: those are asked for again each time', async () => {
    expect((await ask('/')).headers.get('cache-control')).toBe('private, no-cache');
  });
});

describe('logging in and out', () => {
  it('offers to log out where there is something to log out of', async () => {
    expect((await ask('/')).text).toContain('<form method="post" action="/logout"><span>mira</span>');
    expect((await openPages(reader, { hasLogin: false })('/')).text).not.toContain('/logout');
  });

  it('says so where the token that one has may not read', async () => {
    expect(textOf((await ask('/login?error=scope')).text)).toContain('You are logged in with a token that may not read.');
  });

  it('asks for a token, and keeps where one was going', async () => {
    const { text } = await ask('/login?next=%2Fruns%3Fhost%3Da');
    expect(text).toContain('<input type="hidden" name="next" value="/runs?host=a">');
    expect(text).not.toContain('role="alert"');
    expect(textOf((await ask('/login?error=refused')).text)).toContain('This token is not known, or has expired.');
  });
});

it('is not live where it is exported to files', async () => {
  expect((await ask('/')).text).toContain('data-events="/api/v1/events"');
  const { text } = await openPages(reader, { eventsUrl: undefined })('/');
  expect(text).not.toContain('data-events');
  expect(text).not.toContain('id="live"');
});

it('shows every host of the sample', async () => {
  const { text } = await ask('/');
  for (const host of new Set(reports.map(({ head }) => head.host)))
    expect(text).toContain(`<a href="/hosts/${host}">${host}</a>`);
});

/** Elements that were opened and not closed in order. */
function unclosed(page: string): string[] {
  const open: string[] = [];
  const alone = new Set(['meta', 'link', 'input', 'rect', 'line']);
  for (const [, slash, name = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (alone.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}
