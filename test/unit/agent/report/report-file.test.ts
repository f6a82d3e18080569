import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReportFile } from '../../../../src/agent/report/report-file.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-report-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('a report file', () => {
  it('has a line for each event, for root’s eyes only', () => {
    const path = join(directory, 'report');
    const report = new ReportFile(path);
    report.write({ event: 'warning', message: 'one' });
    report.write({ event: 'warning', message: 'two' });
    report.close();
    expect(readFileSync(path, 'utf8')).toBe('{"event":"warning","message":"one"}\n{"event":"warning","message":"two"}\n');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('says once that it takes no more, and lets the run go on', () => {
    const report = new ReportFile('/dev/full');
    expect(report.write({ event: 'warning', message: 'one' })).toBe(
      'Cannot write the report to "/dev/full": no space is left on the device; what follows is missing in it',
    );
    expect(report.write({ event: 'warning', message: 'two' })).toBeUndefined();
    report.close();
  });

  it('refuses a path that is none', () => {
    expect(() => new ReportFile(join(directory, 'no/report'))).toThrow(
      `Cannot write the report to "${directory}/no/report": there is no such file or directory`,
    );
    expect(() => new ReportFile(directory)).toThrow('it is a directory');
  });
});
