import { describe, expect, it } from 'vitest';
import { hostHasMatch } from '../../../../src/modules/lib/host-glob.ts';
import { MemoryHost } from '../../../support/memory-host.ts';

describe('hostHasMatch', () => {
  const host = new MemoryHost({
    files: { '/srv/app/a.conf': '', '/srv/app/.hidden': '', '/srv/dangling': { link: '/nowhere' }, '/srv/x[1]': '' },
  });

  it.each([
    ['/srv/app/a.conf', true],
    ['/srv/*/a.*', true],
    ['/srv/*/b.*', false],
    ['/srv/app/*hidden', false],
    ['/srv/app/.h*', true],
    ['/srv/dang?ing', true],
    ['/srv/dangling', true],
    ['/srv/app/[!b].conf', true],
    ['/srv/app/[b-z].conf', false],
    ['/*/*/*', true],
    ['/none/*', false],
  ])('%s', (pattern, expected) => {
    expect(hostHasMatch(host, pattern)).toBe(expected);
  });

  it('looks for relative paths in the working directory', () => {
    expect(hostHasMatch(host, 'a.conf', '/srv/app')).toBe(true);
    expect(hostHasMatch(host, 'a.conf', '/srv')).toBe(false);
  });
});
