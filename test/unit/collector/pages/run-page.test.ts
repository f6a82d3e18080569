import { describe, expect, it } from 'vitest';
import { endings, report } from './sample.ts';
import { openPages, readerWith, textOf, weekReader } from './support.ts';

const { reader } = weekReader(Date.now());
const ask = openPages(reader);
const failed = reader.runs({ host: 'client-04' }, 1).items[0]?.run ?? '';
const runPage = (address: string) => ask(`/runs/${failed}${address}`);

describe('a run', () => {
  it('heads with where, when, of what, by whom and how it ended', async () => {
    const { text } = await runPage('');
    expect(textOf(text)).toMatch(
      /Run on client-04 failed Compare with the run before, \d h ago Started \d h ago .* UTC Took 473 ms Mode apply/,
    );
    expect(text).toMatch(/<a href="\/dispatches\/drover%2Fdispatch-\d+-5e1f77a2">/);
    expect(textOf(text)).toContain('A task failed: Install Docker');
  });

  it('shows failures first, then changes with their diffs, and folds the rest', async () => {
    const { text } = await runPage('');
    const places = [
      '>Failed <',
      'docker : Install Docker</a>',
      'Operation timed out',
      '>Changed <',
      'chrony : Configure chrony</a>',
      '<ins>+server ntp1',
      '<details class="group" id="rest">',
      'base : Install the tools',
    ];
    const found = places.map((place) => text.indexOf(place));
    expect(found).toEqual([...found].sort((a, b) => a - b));
    expect(found[0]).toBeGreaterThan(0);
  });

  it('unfolds the rest where there is nothing else', async () => {
    const quiet = reader.runs({ host: 'nomad-1', check: true }, 1).items[0]?.run;
    expect((await ask(`/runs/${quiet}`)).text).toContain('<details class="group" id="rest" open>');
  });

  it('chooses tasks by their result', async () => {
    const { text } = await runPage('?result=changed');
    expect(text).toContain('chrony : Configure chrony');
    expect(text).not.toContain('docker : Install Docker');
    expect(textOf((await runPage('?result=skipped')).text)).toContain('No task of this run ended like that.');
  });

  it('lists tasks as they ran, or the slowest first', async () => {
    const rows = async (address: string) =>
      [...(await runPage(address)).text.matchAll(/<th scope="row"><a href="[^"]*\/(\d+)">/g)].map(([, number]) => Number(number));
    expect(await rows('?order=run')).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect((await rows('?order=slowest'))[0]).toBe(2);
  });

  it('shows items, warnings, and that a result was hidden or guessed', async () => {
    const part = report({ host: 'h', run: 'r', started: 1, check: true, endings: endings.rollout });
    const events = part.events.map((event) =>
      event.event === 'task_end' && event.task === 'Configure chrony'
        ? {
            ...event,
            censored: true,
            diff: [],
            predicted: 'depends on a pending change: package chrony',
            attempts: 3,
            delegated: 'nomad-1',
          }
        : event,
    );
    const warned = { ...part, events: [...events, { event: 'warning', message: 'The clock is behind' } as const] };
    const text = textOf((await openPages(readerWith(warned))('/runs/r')).text);
    expect(text).toContain('The clock is behind');
    expect(text).toContain('changed htop --- before');
    expect(text).toContain('ok curl jq');
    expect(text).toContain('depends on a pending change: package chrony');
    expect(text).toContain('The output is hidden: no_log was given for this task.');
    expect(text).toContain('delegated to nomad-1 3 attempts');
  });

  it('shows what a failed command wrote', async () => {
    const details = { rc: 1, stderr: 'no space left\non device\n', stdout: ' \n' };
    const ending = { result: 'failed', msg: 'non-zero return code', details } as const;
    const { text } = await openPages(
      readerWith(report({ host: 'h', run: 'r', started: 1, endings: { 'Set the time zone': ending } })),
    )('/runs/r');
    expect(textOf(text)).toContain('non-zero return code stderr no space left on device');
    expect(text).not.toContain('stdout');
  });

  it('is followed while it goes on, and not after', async () => {
    const live = openPages(readerWith(report({ host: 'h', run: 'r 1', started: 1, until: 0 })));
    const { text } = await live('/runs/r%201');
    expect(text).toContain('data-events="/api/v1/events?run=r%201"');
    expect(textOf(text)).toContain('No task has ended yet.');
    expect((await runPage('')).text).not.toContain('data-events');
  });

  it('carries a bounded part of a task that said much', async () => {
    const noisy = {
      result: 'failed',
      msg: `${'x'.repeat(499_996)} end`,
      diff: [{ before: 'a\n'.repeat(90_000), after: 'b\n'.repeat(90_000) }],
    } as const;
    const ask = openPages(readerWith(report({ host: 'h', run: 'r', started: 1, endings: { 'Set the time zone': noisy } })));
    const { text } = await ask('/runs/r');
    expect(text.length).toBeLessThan(30_000);
    expect(text).not.toMatch(/xx end</);
    expect(text).toContain('<a href="/runs/r/tasks/3">Show all 500,000 characters</a>');
    expect((await ask('/runs/r/tasks/3')).text).toMatch(/xx end</);
  });
});

describe('a task', () => {
  it('is there whole, with what the module returned', async () => {
    const text = textOf((await runPage('/tasks/8')).text);
    expect(text).toContain(
      'docker : Install Docker failed Place roles/docker/tasks/main.yml:1:3 Module ansible.builtin.xbps Play Base',
    );
    expect(text).toContain('Returned rc 28 stderr ERROR: [reposync] Operation timed out stdout');
  });

  it('leads to its neighbours', async () => {
    const last = (await runPage('/tasks/8')).text;
    expect(last).toContain(`<a rel="prev" href="/runs/${failed}/tasks/7">`);
    expect(last).not.toContain('rel="next"');
    expect((await runPage('/tasks/1')).text).not.toContain('rel="prev"');
  });

  it('says where nothing was to be done', async () => {
    expect(textOf((await runPage('/tasks/1')).text)).toContain('Nothing had to be done.');
  });
});

describe('the list of runs', () => {
  it('is filtered by host, status, mode, commit and dispatch', async () => {
    expect(textOf((await ask('/runs?status=failed&host=client-04&check=false')).text)).toContain('client-04 failed');
    expect(textOf((await ask('/runs?commit=none')).text)).toContain('No run is like that. Show all runs');
    expect((await ask('/runs?check=true')).text).toContain('<option value="true" selected>check</option>');
  });

  it('leads to older runs and keeps the filter', async () => {
    const { text } = await ask('/runs?check=true');
    expect(text).toContain('<a rel="next" href="/runs?check=true&amp;cursor=50">Next page</a>');
  });
});
