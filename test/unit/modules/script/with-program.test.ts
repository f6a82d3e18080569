import { describe, expect, it } from 'vitest';
import { taskHost } from '../../../../src/engine/task-host.ts';
import { withProgram } from '../../../../src/modules/script/with-program.ts';
import { emptyHost } from '../../../support/memory-host.ts';

const program = { name: 'setup.sh', content: Buffer.from('#!/bin/sh\n') };

describe('withProgram', () => {
  it('gives the program to the user of the task alone, in a directory that nobody else can write', async () => {
    const host = emptyHost();
    const task = taskHost(host, { user: 'nobody' });
    const seen = await withProgram(task, program, async (path) => {
      expect(host.readText(path)).toBe('#!/bin/sh\n');
      return [host.lstat(path), host.lstat('/var/lib/drover-script')];
    });
    expect(seen).toMatchObject([
      { type: 'file', mode: 0o700, uid: 65534 },
      { type: 'directory', mode: 0o711, uid: 0, gid: 0 },
    ]);
  });

  it('removes the program after a failure', async () => {
    const host = emptyHost();
    const failing = withProgram(host, program, () => Promise.reject(new Error('it failed')));
    await expect(failing).rejects.toThrow('it failed');
    expect(host.list('/var/lib')).toEqual([]);
  });

  it('leaves no directory that the host had not', async () => {
    const host = emptyHost();
    host.remove('/var');
    expect(await withProgram(host, program, async (path) => host.stat(path)?.mode)).toBe(0o700);
    expect(host.stat('/var')).toBeUndefined();
  });
});
