import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { installHook } from '../../../src/release/install-hook.ts';

const work = mkdtempSync(join(tmpdir(), 'drover-hooks.'));
afterAll(() => rmSync(work, { recursive: true }));
const directory = () => mkdtempSync(join(work, 'hooks.'));
const wishes = { type: 'post-receive', branch: 'main', wait: 60, check: false, program: ['/usr/bin/drover'] } as const;

describe('A hook', () => {
  it('is a program that starts this one, with the settings beside it', () => {
    const hooks = join(directory(), 'hooks');
    writeFileSync(join(work, 'say'), '#!/bin/sh\necho "$@"; echo "$NOMAD_ADDR $OTHER"; cat\n', { mode: 0o755 });
    const path = installHook(hooks, { ...wishes, branch: "it's", check: true, program: [join(work, 'say'), 'a b'] });
    writeFileSync(join(hooks, 'drover.env'), 'NOMAD_ADDR=http://nomad:4646\nOTHER="a b"\n');
    // As Git starts it: by a path relative to the repository.
    const said = execFileSync('hooks/post-receive', { cwd: join(hooks, '..'), input: 'from to ref\n', encoding: 'utf8' });
    expect(said).toBe("a b hook run post-receive --branch it's --wait 60 --check\nhttp://nomad:4646 a b\nfrom to ref\n");
    expect(statSync(path).mode & 0o777).toBe(0o755);
  });

  it("replaces an older one of Drover's and leaves nothing else", () => {
    const hooks = directory();
    installHook(hooks, wishes);
    const path = installHook(hooks, { ...wishes, wait: 5 });
    expect(readFileSync(path, 'utf8')).toContain('exec /usr/bin/drover hook run post-receive --branch main --wait 5\n');
    expect(readdirSync(hooks)).toEqual(['post-receive']);
  });

  it("does not replace another's, and says what that one would have to run", () => {
    const hooks = directory();
    writeFileSync(join(hooks, 'pre-push'), '#!/bin/sh\nmake test\n');
    expect(() => installHook(hooks, { ...wishes, type: 'pre-push' })).toThrow(
      expect.objectContaining({
        code: 'HOOK_FOREIGN',
        message: `Cannot install the pre-push hook: ${hooks}/pre-push is there and not Drover's`,
        hint: 'let it run this, with its own standard input: /usr/bin/drover hook run pre-push --branch main --wait 60',
      }),
    );
    expect(readFileSync(join(hooks, 'pre-push'), 'utf8')).toBe('#!/bin/sh\nmake test\n');
  });
});
