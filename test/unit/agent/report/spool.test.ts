import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PendingReport } from '../../../../src/agent/report/pending-report.ts';
import { Spool } from '../../../../src/agent/report/spool.ts';
import { reporterTo, runEnd, runStart, warning } from '../../../support/reporting.ts';
import { StandInCollector } from '../../../support/stand-in-collector.ts';

let directory = '';
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'drover-spool-')), 'state/spool');
});
afterEach(() => rmSync(join(directory, '../..'), { recursive: true }));

const origin = (run: string) => ({
  ...({ report: 1, host: 'node1', allocation: null, node: null, dispatch: null } as const),
  run,
});
const names = (): string[] => readdirSync(directory).sort();

function reportOf(run: string, size = 0): PendingReport {
  const report = new PendingReport(origin(run));
  for (const event of [runStart(run), warning('x'.repeat(size)), runEnd(run)]) report.add(event);
  return report;
}

describe('the spool', () => {
  it("is for root's eyes only", () => {
    new Spool(directory).keep('r1.check.ndjson', reportOf('r1'));
    new Spool(directory).begin('r2.apply.ndjson', origin('r2')).close();
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect([mode(directory), mode(join(directory, 'r1.check.ndjson')), mode(join(directory, 'r2.apply.ndjson'))]).toEqual([
      '700',
      '600',
      '600',
    ]);
    expect(names()).toEqual(['r1.check.ndjson', 'r2.apply.ndjson']);
  });

  it('gives back what was kept, and not what a run is at work on', () => {
    const spool = new Spool(directory);
    spool.keep('r1.check.ndjson', reportOf('r1'));
    const file = spool.begin('r2.apply.ndjson', origin('r2'));
    file.append(['{"event":"warning","message":"one"}']);
    const first = spool.take('r1.check.ndjson');
    expect(first?.report?.lines).toEqual(reportOf('r1').lines);
    expect(spool.take('r1.check.ndjson')).toBeUndefined();
    first?.close();
    expect(spool.take('r2.apply.ndjson')).toBeUndefined();
    file.close();
    expect(spool.take('r2.apply.ndjson')?.report?.lines).toEqual(['{"event":"warning","message":"one"}']);
  });

  it('passes over the half line that a killed run has left', () => {
    const spool = new Spool(directory);
    const file = spool.begin('r1.apply.ndjson', origin('r1'));
    file.append(['{"event":"warning","message":"one"}']);
    file.close();
    appendFileSync(join(directory, 'r1.apply.ndjson'), '{"event":"warn');
    expect(spool.take('r1.apply.ndjson')?.report?.lines).toEqual(['{"event":"warning","message":"one"}']);
  });

  it('drops what was set aside first, then the oldest check runs, then the oldest', () => {
    const all = ['r1.apply.ndjson', 'r2.check.ndjson', 'r3.apply.ndjson.bad', 'r4.check.ndjson', 'r5.apply.ndjson'];
    const left = (files: number, bytes = 1e9): string[] => {
      rmSync(directory, { recursive: true, force: true });
      const spool = new Spool(directory, { files, bytes });
      for (const name of all) spool.keep(name, reportOf('r', 1000));
      spool.trim();
      return names();
    };
    expect(left(5)).toEqual(all);
    expect(left(4)).toEqual(['r1.apply.ndjson', 'r2.check.ndjson', 'r4.check.ndjson', 'r5.apply.ndjson']);
    expect(left(3)).toEqual(['r1.apply.ndjson', 'r4.check.ndjson', 'r5.apply.ndjson']);
    expect(left(1)).toEqual(['r5.apply.ndjson']);
    expect(left(5, 3500)).toEqual(['r1.apply.ndjson', 'r5.apply.ndjson']);
  });

  it('drops nothing that a run is at work on, and says how many reports it dropped', () => {
    const spool = new Spool(directory, { files: 1, bytes: 1e9 });
    const file = spool.begin('r1.apply.ndjson', origin('r1'));
    spool.keep('r2.apply.ndjson', reportOf('r2'));
    spool.keep('r3.apply.ndjson.bad', reportOf('r3'));
    expect(spool.trim()).toBe(1);
    expect(names()).toEqual(['r1.apply.ndjson']);
    file.close();
  });
});

describe('a run', () => {
  const collector = new StandInCollector();
  let warnings: string[] = [];
  beforeEach(async () => {
    warnings = [];
    collector.runs.clear();
    await collector.start();
  });
  afterEach(() => collector.stop());

  async function report(run: string, limits = { files: 500, bytes: 1e9 }): Promise<void> {
    const reports = reporterTo({ url: collector.url, directory, warnings, limits });
    for (const event of [runStart(run), runEnd(run)]) reports.write(event);
    await reports.end();
  }

  it.each([
    ['what is no JSON', 'junk\n'],
    ['zeros, as a power cut leaves them', '\0'.repeat(100)],
    ['a head that is none', '{"run":"r0"}\n'],
    ['an event that is none', '{"report":1,"run":"r0","host":"h","from":0}\n{"event":"warning"}\njunk\n'],
    ['nothing', ''],
  ])('sets a damaged report aside, and delivers the others: %s', async (_, text) => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'r0.apply.ndjson'), text);
    new Spool(directory).keep('r1.apply.ndjson', reportOf('r1'));
    await report('r2');
    expect([...collector.runs.keys()]).toEqual(['r1', 'r2']);
    expect(names()).toEqual(['r0.apply.ndjson.bad']);
    expect(readFileSync(join(directory, 'r0.apply.ndjson.bad'), 'utf8')).toBe(text);
    expect(warnings).toEqual([
      `Cannot deliver the report ${directory}/r0.apply.ndjson: the file is damaged; it is set aside as ${directory}/r0.apply.ndjson.bad`,
    ]);
  });

  it('says how many reports were dropped', async () => {
    await collector.stop();
    const limits = { files: 2, bytes: 1e9 };
    for (const run of ['r1', 'r2', 'r3', 'r4']) await report(run, limits);
    expect(names()).toEqual(['r3.apply.ndjson', 'r4.apply.ndjson']);
    expect(warnings).toContain(
      `Too many reports wait in ${directory} for a collector: the oldest 1 were dropped, check runs first`,
    );
  });

  it('goes on where the spool is no directory', async () => {
    mkdirSync(join(directory, '..'), { recursive: true });
    writeFileSync(directory, '');
    await report('r1');
    expect([...collector.runs.keys()]).toEqual(['r1']);
    await collector.stop();
    await report('r2');
    expect(warnings.at(-1)).toMatch(/nothing listens there; the report is lost$/);
  });
});

describe('the report of an endless run', () => {
  it('says that it is full, and takes only the end then', () => {
    const report = new PendingReport(origin('r1'), 500);
    expect(report.add(runStart('r1'))).toHaveLength(1);
    expect(report.add(warning('x'.repeat(300)))[0]).toContain('is larger than 32 MB: what follows is missing in it');
    expect(report.add(warning('one'))).toEqual([]);
    expect(report.add(runEnd('r1'))).toHaveLength(1);
    expect(report.lines).toHaveLength(3);
  });
});
