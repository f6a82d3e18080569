import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { submittedAt, takeNewestDispatch } from '../../../src/agent/newest-dispatch.ts';
import type { Playbook } from '../../../src/language/ast.ts';

/** `web` depends on `base`; `dns` on nothing. */
const use = (name: string, dependencies: unknown[] = []) => ({ name, role: { dependencies } });
const playbook = { plays: [{ roles: [use('web', [use('base')]), use('dns')] }] } as unknown as Playbook;

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'drover-dispatch-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const at = (seconds: number) => `drover/dispatch-${seconds}-1a2b3c4d`;
let warnings: string[] = [];
const take = (seconds: number, roles?: string[], dispatch = at(seconds)) =>
  takeNewestDispatch({
    ...{ dispatch, playbook, roles, stateDirectory: join(directory, 'drover') },
    warn: (message) => warnings.push(message),
  });
const older = expect.objectContaining({ code: 'DISPATCH_OLDER' });

describe('a dispatch', () => {
  it('is applied again, and after older ones', () => {
    take(100);
    take(100);
    take(200);
    expect(readFileSync(join(directory, 'drover/dispatches.json'), 'utf8')).toBe(`{"*":{"dispatch":"${at(200)}","time":200}}\n`);
    expect(statSync(join(directory, 'drover/dispatches.json')).mode & 0o777).toBe(0o600);
  });

  it('is refused when the host has had a newer one', () => {
    take(1_732_219_018);
    expect(() => take(1_732_219_017)).toThrow(
      expect.objectContaining({
        code: 'DISPATCH_OLDER',
        message:
          'Cannot apply dispatch drover/dispatch-1732219017-1a2b3c4d: this host has had drover/dispatch-1732219018-1a2b3c4d of 2024-11-21T19:56:58Z, which is newer',
      }),
    );
  });

  it.each([
    ['of the same role', ['dns'], ['dns'], true],
    ['of another role', ['dns'], ['web'], false],
    ['of a role it depends on', ['base'], ['web'], true],
    ['of a role that depends on it', ['web'], ['base'], true],
    ['of everything, for a role', undefined, ['dns'], true],
    ['of a role, for everything', ['dns'], undefined, true],
  ])('is measured by what both apply: a newer one %s', (_, newer, late, isRefused) => {
    take(200, newer);
    if (isRefused) expect(() => take(100, late)).toThrow(older);
    else take(100, late);
  });

  it('for everything stands for those of single roles before it', () => {
    take(100, ['dns']);
    take(200);
    take(300, ['dns']);
    expect(() => take(250, ['dns'])).toThrow(older);
    take(250, ['web']);
  });

  it('is told by the time in its job, a tick of a timer by that of the timer', () => {
    expect(submittedAt('drover/dispatch-1732219017-1a2b3c4d')).toBe(1_732_219_017);
    expect(submittedAt('drover-drift/dispatch-1732219017-1a2b3c4d/periodic-1732220000')).toBe(1_732_219_017);
    expect(submittedAt('drover')).toBeUndefined();
  });

  it('is let through where its job has no time', () => {
    take(0, undefined, 'by-hand');
    take(100);
  });

  it('is applied, with a warning, where that cannot be written down', () => {
    warnings = [];
    writeFileSync(join(directory, 'file'), '');
    const stateDirectory = join(directory, 'file');
    expect(() => takeNewestDispatch({ dispatch: at(100), playbook, roles: undefined, stateDirectory, warn: () => {} })).toThrow(
      'a part of its path is not a directory',
    );
    mkdirSync(join(directory, 'drover/dispatches.json.new'), { recursive: true });
    take(100);
    expect(warnings).toEqual([
      `Cannot write "${directory}/drover/dispatches.json": it is a directory; an older dispatch would be let through`,
    ]);
  });

  it('makes a spoilt file good', () => {
    take(100);
    for (const spoilt of ['{"*":', 'null', '[]']) {
      writeFileSync(join(directory, 'drover/dispatches.json'), spoilt);
      take(50);
    }
  });
});
