import { describe, expect, it } from 'vitest';
import type { TaskResult } from '../../../src/core/events.ts';
import { count, emptyRecap } from '../../../src/engine/recap.ts';

const cases: readonly (readonly [TaskResult, boolean, object])[] = [
  ['ok', false, { ok: 1 }],
  ['changed', true, { ok: 1, changed: 1 }],
  ['skipped', false, { skipped: 1 }],
  ['failed', true, { failed: 1 }],
  ['rescued', true, { rescued: 1 }],
  ['ignored', false, { ok: 1, ignored: 1 }],
  ['ignored', true, { ok: 1, ignored: 1, changed: 1 }],
];

describe('a recap', () => {
  it.each(cases)('counts %s (changed: %s) as %j', (result, changed, counts) => {
    const recap = emptyRecap();
    count(recap, result, changed);
    expect(recap).toEqual({ ...emptyRecap(), ...counts });
  });
});
