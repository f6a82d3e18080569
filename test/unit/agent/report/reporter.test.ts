import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reporter } from '../../../../src/agent/report/reporter.ts';
import { reporterTo, runEnd, runStart, warning } from '../../../support/reporting.ts';
import { StandInCollector } from '../../../support/stand-in-collector.ts';
import { until } from '../../../support/until.ts';

let directory = '';
let collector: StandInCollector;
let warnings: string[] = [];
beforeEach(async () => {
  directory = join(mkdtempSync(join(tmpdir(), 'drover-spool-')), 'spool');
  collector = new StandInCollector();
  warnings = [];
  await collector.start();
});
afterEach(async () => {
  await collector.stop();
  rmSync(join(directory, '..'), { recursive: true });
});

const reporter = (timing: { interval?: number; patience?: number } = {}): Reporter =>
  reporterTo({ url: collector.url, directory, warnings, ...timing });
const spooled = (): string[] => (existsSync(directory) ? readdirSync(directory) : []);

/** A run from start to end, that waits for nothing on its way. */
async function report(run: string, check = false, patience = 5000): Promise<number> {
  const reports = reporter({ patience });
  for (const event of [runStart(run, check), warning('one'), runEnd(run)]) reports.write(event);
  const start = performance.now();
  await reports.end();
  return performance.now() - start;
}

describe('a run that is over at once', () => {
  it('is reported in one request, with who it is, and leaves nothing behind', async () => {
    await report('r1');
    expect(collector.parts).toHaveLength(1);
    expect(collector.parts[0]?.head).toEqual({
      ...{ report: 1, run: 'r1', host: 'node1', allocation: 'alloc', node: 'node', dispatch: null, from: 0 },
    });
    expect(collector.parts[0]?.headers).toMatchObject({
      authorization: 'Bearer secret',
      'content-encoding': 'gzip',
      'content-type': 'application/x-ndjson',
    });
    expect(collector.names()).toEqual([['run_start', 'warning', 'run_end']]);
    expect([spooled(), warnings]).toEqual([[], []]);
  });

  it('leaves the machine as it was if it is a check', async () => {
    await report('r1', true);
    expect(collector.names()).toHaveLength(1);
    expect(existsSync(directory)).toBe(false);
  });
});

describe('a run that takes its time', () => {
  it('is reported at its start, at times between and at its end', async () => {
    const reports = reporter({ interval: 300 });
    reports.write(runStart('r1'));
    await until(() => collector.parts.length === 1);
    reports.write(warning('one'));
    reports.write(warning('two'));
    await until(() => collector.parts.length === 2);
    reports.write(runEnd('r1'));
    await reports.end();
    expect(collector.parts.map(({ head, events }) => [head.from, events.length])).toEqual([
      [0, 1],
      [1, 2],
      [3, 1],
    ]);
    expect(spooled()).toEqual([]);
  });

  it('is reported before it is time where there is much to say', async () => {
    const reports = reporter();
    reports.write(runStart('r1'));
    await until(() => collector.parts.length === 1);
    for (let count = 0; count < 4; count++) reports.write(warning('x'.repeat(300_000)));
    await until(() => collector.runs.get('r1')?.length === 5);
    reports.write(runEnd('r1'));
    await reports.end();
    expect(collector.runs.get('r1')).toHaveLength(6);
  });

  it('is known of while it runs: its events are on the machine', async () => {
    await collector.stop();
    const reports = reporter();
    reports.write(runStart('r1'));
    reports.write(warning('one'));
    expect(spooled()).toEqual(['r1.apply.ndjson']);
    reports.write(runEnd('r1'));
    await reports.end();
  });
});

describe('a collector', () => {
  it('that is down for one run and up for the next gets both, each once, in order', async () => {
    await collector.stop();
    await report('r1');
    await report('r2', true);
    expect(spooled()).toEqual(['r1.apply.ndjson', 'r2.check.ndjson']);
    expect(warnings[0]).toBe(
      `Cannot report to ${collector.url}: nothing listens there; the report waits in ${directory} and goes out with the next run`,
    );
    await collector.start();
    await report('r3');
    expect([...collector.runs.keys()]).toEqual(['r1', 'r2', 'r3']);
    expect(collector.parts).toHaveLength(3);
    expect(spooled()).toEqual([]);
  });

  it('that never answers is waited for as long as was said, and gets the report with the next run', async () => {
    collector.misbehave = () => 'silence';
    expect(await report('r1', false, 700)).toBeLessThan(1500);
    expect(warnings).toEqual([expect.stringContaining('it is too slow; the report waits')]);
    collector.misbehave = () => undefined;
    await report('r2');
    expect(collector.names()).toEqual([
      ['run_start', 'warning', 'run_end'],
      ['run_start', 'warning', 'run_end'],
    ]);
  });

  it('that never answers keeps no task waiting', async () => {
    collector.misbehave = () => 'silence';
    const reports = reporter({ interval: 20, patience: 300 });
    reports.write(runStart('r1'));
    await sleep(200);
    const start = performance.now();
    for (let count = 0; count < 1000; count++) reports.write(warning(`${count}`));
    expect(performance.now() - start).toBeLessThan(500);
    expect(collector.parts).toHaveLength(1);
    await reports.end();
  });

  it('that cannot be reached in time is given up', async () => {
    // An address of nobody's, which answers nothing: the connection hangs or is refused, as the network has it.
    const reports = reporterTo({ url: 'http://[2001:db8::1]:9', directory, warnings });
    reports.write(runStart('r1'));
    reports.write(runEnd('r1'));
    const start = performance.now();
    await reports.end();
    expect(performance.now() - start).toBeLessThan(2000);
    expect(spooled()).toEqual(['r1.apply.ndjson']);
  });

  it('that lost events asks for them again, and gets them', async () => {
    const reports = reporter();
    reports.write(runStart('r1'));
    reports.write(warning('one'));
    await until(() => collector.runs.get('r1')?.length === 2);
    collector.runs.clear();
    reports.write(runEnd('r1'));
    await reports.end();
    expect(collector.parts.map(({ head }) => head.from)).toEqual([0, 2, 0]);
    expect(collector.names()).toEqual([['run_start', 'warning', 'run_end']]);
  });

  it('that asks for the same again and again is given up', async () => {
    collector.misbehave = ({ head }) => {
      if (head.from === 0) collector.runs.clear();
      return undefined;
    };
    const reports = reporter();
    reports.write(runStart('r1'));
    await until(() => collector.parts.length === 1);
    collector.misbehave = () => {
      collector.runs.clear();
      return undefined;
    };
    reports.write(warning('x'.repeat(1_100_000)));
    reports.write(warning('x'.repeat(1_100_000)));
    reports.write(runEnd('r1'));
    await reports.end();
    expect(collector.parts.length).toBeLessThan(15);
    expect(warnings).toEqual([expect.stringMatching(/the collector stays at 0 of its 4 events; the report is set aside as/)]);
  });

  it('that is busy for a moment is tried again', async () => {
    collector.headers = { 'retry-after': '0' };
    collector.misbehave = () => (collector.parts.length < 3 ? 503 : undefined);
    await report('r1');
    expect(collector.parts).toHaveLength(3);
    expect([spooled(), warnings]).toEqual([[], []]);
  });

  it('that stays busy is waited for no longer than was said', async () => {
    collector.misbehave = () => 429;
    expect(await report('r1', false, 700)).toBeLessThan(1500);
    expect(warnings).toEqual([expect.stringContaining('the collector is busy (429: no); the report waits')]);
  });

  it.each([
    [401, 'the collector does not take the token (401: no)'],
    [403, 'the collector does not take it from this host (403: no)'],
    [404, 'the collector cannot take it (404: no)'],
    [500, 'the collector cannot take it (500: no)'],
  ])('that answers %i finds the report there later; it is told once', async (status, why) => {
    collector.misbehave = () => status;
    await report('r1');
    expect(warnings).toEqual([
      `Cannot report to ${collector.url}: ${why}; the report waits in ${directory} and goes out with the next run`,
    ]);
    expect(warnings.join()).not.toContain('secret');
    collector.misbehave = () => undefined;
    await report('r2');
    expect([...collector.runs.keys()]).toEqual(['r1', 'r2']);
  });

  it.each([
    [413, 'it is larger than the collector takes (413: no)'],
    [422, 'the collector calls it malformed (422: no)'],
  ])('that answers %i will never take it: it is set aside', async (status, why) => {
    collector.misbehave = () => status;
    await report('r1');
    await report('r2', true);
    const aside = (name: string) => `Cannot report to ${collector.url}: ${why}; the report is set aside as ${directory}/${name}`;
    expect(warnings).toEqual([aside('r1.apply.ndjson.bad'), aside('r2.check.ndjson.bad')]);
    collector.misbehave = () => undefined;
    await report('r3');
    expect([...collector.runs.keys()]).toEqual(['r3']);
  });

  it('that does not take the report of one run gets those of others', async () => {
    await collector.stop();
    for (const run of ['r1', 'r2', 'r3']) await report(run);
    await collector.start();
    warnings = [];
    collector.misbehave = ({ head }) => ({ r1: 422, r2: 403 })[head.run];
    await report('r4');
    expect([...collector.runs.keys()]).toEqual(['r3', 'r4']);
    expect(spooled()).toEqual(['r1.apply.ndjson.bad', 'r2.apply.ndjson']);
    expect(warnings).toEqual([
      `Cannot deliver the report ${directory}/r1.apply.ndjson: the collector calls it malformed (422: no); it is set aside as ${directory}/r1.apply.ndjson.bad`,
      `Cannot deliver the report ${directory}/r2.apply.ndjson: the collector does not take it from this host (403: no)`,
    ]);
  });

  it('is none if it answers something else', async () => {
    collector.misbehave = () => 200;
    await report('r1');
    expect(warnings).toEqual([expect.stringContaining('what answers there is no collector; the report waits')]);
  });
});
