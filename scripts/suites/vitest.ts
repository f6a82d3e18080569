import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../build/repository.ts';
import { type Counts, none, type Suite, sum } from './suite.ts';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

/** One project of vitest.config.ts. */
export function vitestSuite(project: string): Suite {
  return { name: `vitest ${project}`, run: () => runProject(project) };
}

function runProject(project: string): Counts {
  const work = mkdtempSync(join(tmpdir(), 'drover-test-'));
  try {
    const report = join(work, 'report.json');
    const vitest = join(repository, 'node_modules/vitest/vitest.mjs');
    const args = [
      'run',
      '--project',
      project,
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ];
    const { status } = spawnSync(process.execPath, [vitest, ...args], { cwd: repository, stdio: 'inherit' });
    return judged(JSON.parse(readFileSync(report, 'utf8')), status);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** A file that does not load, or an error outside any test, fails the run without a failed test: it counts as one. */
function judged(report: Report, status: number | null): Counts {
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return status !== 0 && counts.failed === 0 ? sum([counts, { ...none, failed: 1 }]) : counts;
}
