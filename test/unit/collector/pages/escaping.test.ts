import { expect, it } from 'vitest';
import { report, type SampleRun } from './sample.ts';
import { openPages, readerWith, textOf } from './support.ts';

const evil = `<script>alert("1")</script><img src=x onerror='alert(2)'>`;
const inLine = `"><b onmouseover=alert(3)>'`;
const started = Date.now() - 60_000;

/** A run in which every text that an agent may send tries to be more than text. */
function evilRun(run: string, result: 'changed' | 'failed'): SampleRun {
  return {
    run,
    host: evil,
    started,
    commit: inLine,
    dispatch: evil,
    facts: { [evil]: evil, distribution: evil, default_ipv4: { address: inLine } },
    endings: {
      'Install the tools': {
        result,
        msg: evil,
        diff: [{ before: `${evil}\n`, after: `${inLine}\n`, beforeHeader: evil, afterHeader: inLine, note: evil }],
        items: [
          { item: evil, result: 'changed', msg: inLine, diff: [{ before: '', after: `${evil}\n` }], details: { [inLine]: evil } },
        ],
        details: { [evil]: inLine, stdout: `${evil}\n${evil}` },
      },
    },
  };
}

const parts = [report(evilRun(evil, 'changed')), report(evilRun(inLine, 'failed'))].map((part) => ({
  ...part,
  events: part.events.map((event) =>
    event.event === 'task_end'
      ? { ...event, task: `${evil}${event.task}`, role: inLine, span: evil, module: evil, play: evil }
      : event,
  ),
}));
const reader = readerWith(...parts);
reader.announce({ dispatch: evil, commit: evil, roles: [evil], started, by: evil, hosts: [evil, inLine] });
const ask = openPages(reader);
const [one, two] = [encodeURIComponent(evil), encodeURIComponent(inLine)];

it.each([
  '/',
  `/?search=${two}&state=failed`,
  `/hosts/${one}`,
  '/runs',
  `/runs?host=${two}&commit=${one}&dispatch=${two}`,
  `/runs/${one}`,
  `/runs/${two}?order=run`,
  `/runs/${one}/tasks/2`,
  `/compare?a=${one}&b=${two}`,
  '/dispatches',
  `/dispatches/${one}`,
  '/drift',
  `/login?next=${two}`,
  `/hosts/${two}${one}`,
])('%s shows text as text', async (address) => {
  const { text } = await ask(address);
  expect(text).not.toContain('<script>');
  expect(text).not.toMatch(/<img|<b onmouseover/);
  for (const [tag] of text.matchAll(/<[a-z][^>]*>/g)) expect(tag.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+=/);
});

it('shows all of it', async () => {
  const { status, text } = await ask(`/runs/${one}/tasks/2`);
  expect(status).toBe(200);
  expect(textOf(text)).toContain(`${inLine} : ${evil}Install the tools`);
  expect(textOf(text)).toContain(`-${evil}`.slice(0, 20));
});

it('finds hosts, runs and dispatches whose names have slashes, blanks and percent signs', async () => {
  const host = 'a/b c%2Fd?e#f';
  const own = readerWith(report({ run: host, host, started, dispatch: host }));
  own.announce({ dispatch: host, commit: 'c', roles: [], started, by: 'x', hosts: [host] });
  const page = openPages(own);
  const link = (text: string, start: string) =>
    text.match(new RegExp(`href="(${start}[^"]*)"`))?.[1]?.replaceAll('&amp;', '&') ?? '';
  for (const [list, start] of [
    ['/', '/hosts/'],
    ['/runs', '/runs/'],
    ['/dispatches', '/dispatches/'],
  ] as const) {
    const { status, text } = await page(link((await page(list)).text, start));
    expect(status).toBe(200);
    expect(textOf(text)).toContain(host);
  }
});

it('writes out characters that would act on the reader', async () => {
  const host = 'web\u202e1\u001b[31m\u0000';
  const { text } = await openPages(readerWith(report({ run: 'r', host, started })))('/');
  expect(text).toContain('web\\u202e1\\x1b[31m\\x00</a>');
});
