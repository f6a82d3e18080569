import { describe, expect, it } from 'vitest';
import type { Dict, Value } from '../../../src/core/value/types.ts';
import { judge } from '../../../src/engine/judge.ts';
import type { Task } from '../../../src/language/ast.ts';
import { located, templatesOf } from './support.ts';

interface Case {
  readonly title: string;
  readonly changedWhen?: readonly Value[];
  readonly failedWhen?: readonly Value[];
  readonly skipped?: true;
  readonly wanted: Readonly<Record<string, unknown>>;
}

const cases: readonly Case[] = [
  { title: 'leaves a result alone', wanted: { changed: true, failed: false } },
  { title: 'decides whether it changed', changedWhen: [false], wanted: { changed: false } },
  { title: 'needs all of several conditions', changedWhen: ['rc == 0', 'rc == 1'], wanted: { changed: false } },
  { title: 'decides whether it failed', failedWhen: ['rc == 0'], wanted: { failed: true, failed_when_result: true } },
  { title: 'forgives a failure', failedWhen: [false], wanted: { failed: false, failed_when_result: false } },
  { title: 'ignores an empty list', failedWhen: [], wanted: { failed: false } },
  {
    title: 'does not judge what was skipped',
    changedWhen: [false],
    failedWhen: ['nope.rc != 0'],
    skipped: true,
    wanted: { changed: true, failed: false, skipped: true },
  },
  {
    title: 'fails the task where it cannot decide, and keeps that it changed',
    changedWhen: ['nope'],
    wanted: {
      changed: true,
      failed: true,
      msg: `The conditional check 'nope' failed. The error was: 'nope' is undefined (site.yml:1:1)`,
    },
  },
];

describe('a judgement', () => {
  it.each(cases)('$title', ({ changedWhen, failedWhen, skipped, wanted }) => {
    const result: Dict = new Map<Value, Value>([
      ['changed', true],
      ['failed', false],
    ]);
    if (skipped) result.set('skipped', true);
    const task = { changedWhen: changedWhen?.map(located), failedWhen: failedWhen?.map(located) } as unknown as Task;
    judge(result, task, templatesOf({ rc: 0 }));
    expect(Object.fromEntries(result)).toMatchObject(wanted);
  });
});
