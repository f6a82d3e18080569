import { describe, expect, it } from 'vitest';
import type { ActionModule, AnyModule, Returned } from '../../../src/core/module.ts';
import { tempfile } from '../../../src/modules/tempfile.ts';
import { emptyHost, type MemoryHost } from '../../support/memory-host.ts';
import { taskContext } from '../../support/task-context.ts';

const question = '/bin/sh -c printf "%s\\n" "$TMPDIR" "$TEMP" "$TMP"';

const isAction = (module: AnyModule): module is ActionModule => module.kind === 'action';

async function made(host: MemoryHost, args: Record<string, unknown> = {}): Promise<Returned> {
  if (!isAction(tempfile)) throw new Error('tempfile is an action');
  const given = { state: 'file', path: undefined, prefix: 'ansible.', suffix: '', ...args };
  const { result = {} } = await tempfile.run(host, given, taskContext());
  return result;
}

describe('tempfile', () => {
  it('puts eight characters between prefix and suffix', async () => {
    const host = emptyHost();
    const { path } = await made(host, { path: '/var/lib/', prefix: 'a.', suffix: '.b' });
    expect(path).toMatch(/^\/var\/lib\/a\.[a-z0-9_]{8}\.b$/);
    expect(host.stat(String(path))).toMatchObject({ type: 'file', mode: 0o600, size: 0 });
  });

  it('gives another path each time', async () => {
    const host = emptyHost();
    const paths = [await made(host, { path: '/tmp' }), await made(host, { path: '/tmp', state: 'directory' })];
    expect(new Set(paths.map(({ path }) => path)).size).toBe(2);
    expect(host.list('/tmp').length).toBe(2);
  });

  it.each([
    ['\n\n\n', '/tmp/'],
    ['/run\n/root\n\n', '/run/'],
    ['/nope\n\n/run\n', '/run/'],
  ])('takes the first directory of the environment that is there: %j', async (answer, folder) => {
    const { path } = await made(emptyHost({ commands: { [question]: answer } }));
    expect(path).toMatch(new RegExp(`^${folder}ansible\\.[a-z0-9_]{8}$`));
  });
});
