import { expect, it } from 'vitest';
import type { RunRow } from '../../../../../src/collector/model.ts';
import { badge, runOutcome } from '../../../../../src/collector/pages/parts/badge.ts';

const recap = { ok: 3, changed: 0, unreachable: 0, failed: 0, skipped: 0, rescued: 0, ignored: 0 };
const run = { status: 'done', check: false, corrective: false, drifted: false, recap } as RunRow;
const changed = { ...recap, changed: 1 };

it('says the state as a word', () => {
  expect(String(badge('in-sync'))).toBe('<span class="badge tone-good">in sync</span>');
  expect(String(badge('lost'))).toBe('<span class="badge tone-failed">lost</span>');
});

it.each<[string, Partial<RunRow>, string]>([
  ['had nothing to do', {}, 'ok'],
  ['changed something', { recap: changed }, 'changed'],
  ['mended drift', { recap: changed, corrective: true }, 'drifted'],
  ['found drift', { recap: changed, check: true, drifted: true }, 'drifted'],
  ['showed what a new commit would change', { recap: changed, check: true }, 'pending'],
  ['failed after a change', { recap: changed, status: 'failed' }, 'failed'],
  ['goes on', { status: 'running', recap: changed }, 'running'],
  ['is lost', { status: 'lost' }, 'lost'],
])('a run that %s', (_, other, outcome) => expect(runOutcome({ ...run, ...other })).toBe(outcome));
