import { describe, expect, it } from 'vitest';
import { toPlain } from '../../../../src/core/value/convert.ts';
import { runModule } from '../../../../src/engine/run-module.ts';
import { modules } from '../../../../src/modules/index.ts';
import { emptyHost } from '../../../support/memory-host.ts';
import { taskContext } from '../../../support/task-context.ts';

async function checked(name: string, args: Record<string, string>): Promise<unknown> {
  const module = modules.get(name);
  if (module === undefined) throw new Error(`There is no module ${name}`);
  const context = taskContext({ bundle: { 'files/setup.sh': '' } });
  const call = { mode: 'check', diff: false, host: emptyHost().prediction(), context } as const;
  return toPlain((await runModule(module, new Map(Object.entries(args)), call)).result);
}

describe('runAction', () => {
  it.each(['command', 'shell'])('registers of a %s that a check run skipped what one without output gives', async (name) => {
    expect(await checked(name, { cmd: 'ls' })).toMatchObject({ skipped: true, rc: 0, stdout: '', stderr_lines: [] });
  });

  it.each([
    ['script', { cmd: 'setup.sh' }],
    ['raw', { free_form: 'ls' }],
    ['tempfile', {}],
  ])('registers no output of a %s that a check run skipped', async (name, args) => {
    const result = await checked(name, args);
    expect(result).toMatchObject({ changed: false, skipped: true });
    expect(result).not.toHaveProperty('rc');
    expect(result).not.toHaveProperty('stdout');
  });
});
