import { describe, expect, it } from 'vitest';
import { emptyHost } from '../../support/memory-host.ts';

describe('a prediction over another host', () => {
  const files = {
    '/etc/motd': { content: 'hello\n', mode: 0o640, uid: 3, gid: 4 },
    '/etc/conf.d/a': 'a\n',
    '/etc/conf.d/b': 'b\n',
    '/var/run': { link: '../run' },
    '/run/x': 'x',
  };

  it('shows the host below until something is written', () => {
    const check = emptyHost({ files }).prediction();
    expect(check.readText('/etc/motd')).toBe('hello\n');
    expect(check.stat('/etc/motd')).toMatchObject({ type: 'file', mode: 0o640, uid: 3, gid: 4, size: 6 });
    expect(check.list('/etc/conf.d')).toEqual(['a', 'b']);
    expect(check.readText('/var/run/x')).toBe('x');
  });

  it('keeps a written file to itself, with the mode and owner of the old one', () => {
    const host = emptyHost({ files });
    const check = host.prediction();
    check.writeFile('/etc/motd', 'bye\n');
    expect(check.readText('/etc/motd')).toBe('bye\n');
    expect(check.stat('/etc/motd')).toMatchObject({ mode: 0o640, uid: 3, gid: 4, size: 4 });
    expect(host.readText('/etc/motd')).toBe('hello\n');
  });

  it('writes through a symbolic link and names the real file', () => {
    const check = emptyHost({ files }).prediction();
    check.writeFile('/var/run/new', 'n');
    expect(check.readText('/run/new')).toBe('n');
    expect(check.realPath('/var/run/new')).toBe('/run/new');
    expect(check.list('/run')).toEqual(['new', 'x']);
  });

  it('hides what was removed, and what lay below it, even when the directory is made again', () => {
    const check = emptyHost({ files }).prediction();
    check.remove('/etc/conf.d');
    expect(check.stat('/etc/conf.d/a')).toBeUndefined();
    expect(check.list('/etc')).not.toContain('conf.d');
    check.makeDirectory('/etc/conf.d');
    expect(check.list('/etc/conf.d')).toEqual([]);
    check.writeFile('/etc/conf.d/c', '');
    expect(check.list('/etc/conf.d')).toEqual(['c']);
  });

  it('moves a directory with the files below it and the predicted ones', () => {
    const check = emptyHost({ files }).prediction();
    check.writeFile('/etc/conf.d/c', 'c\n');
    check.remove('/etc/conf.d/b');
    check.rename('/etc/conf.d', '/etc/moved');
    expect(check.list('/etc/moved')).toEqual(['a', 'c']);
    expect(check.readText('/etc/moved/a')).toBe('a\n');
    expect(check.stat('/etc/conf.d')).toBeUndefined();
    check.remove('/etc/moved/a');
    expect(check.list('/etc/moved')).toEqual(['c']);
  });

  it('lets hard links share content and mode', () => {
    const check = emptyHost({ files }).prediction();
    check.hardLink('/etc/motd', '/etc/issue');
    check.setMode('/etc/issue', 0o600);
    expect(check.stat('/etc/motd')).toMatchObject({ mode: 0o600, links: 2 });
    expect(check.readText('/etc/issue')).toBe('hello\n');
  });

  it('changes mode, owner and times of a file whose content stays below', () => {
    const host = emptyHost({ files });
    const check = host.prediction();
    check.setMode('/etc/motd', 0o4755);
    check.setOwner('/etc/motd', 7, undefined);
    check.setTimes('/etc/motd', { mtime: 12.5 });
    expect(check.stat('/etc/motd')).toMatchObject({ mode: 0o755, uid: 7, gid: 4, mtime: 12.5 });
    expect(check.readText('/etc/motd')).toBe('hello\n');
    expect(host.stat('/etc/motd')).toMatchObject({ mode: 0o640, uid: 3 });
  });

  it('reads users and groups from the predicted account files', () => {
    const check = emptyHost().prediction();
    check.writeFile('/etc/passwd', `${check.readText('/etc/passwd')}www:x:33:33::/var/www:/bin/sh\n`);
    expect(check.users().map((user) => user.name)).toEqual(['root', 'nobody', 'www']);
    expect(check.groups().map((group) => group.name)).toEqual(['root', 'nogroup']);
  });

  it('finds a program that only the prediction has', () => {
    const check = emptyHost().prediction();
    expect(check.which('chronyd')).toBeUndefined();
    check.writeFile('/usr/bin/chronyd', '', { mode: 0o755 });
    expect(check.which('chronyd')).toBe('/usr/bin/chronyd');
  });

  it('refuses to run a command, as a bug', async () => {
    await expect(emptyHost().prediction().run('sv', ['up', 'x'])).rejects.toThrow(
      'A check run got to the command "sv up x": the module needs a predict of its own',
    );
  });

  it('keeps what was remembered apart from the host below, and each pending change once', async () => {
    const host = emptyHost();
    const check = host.prediction();
    check.remember('packages', ['chrony']);
    expect(await check.cached('packages', async () => [])).toEqual(['chrony']);
    expect(await host.cached('packages', async () => ['none'])).toEqual(['none']);
    check.pending('chrony would be installed');
    check.pending('chrony would be installed');
    expect(check.pendingChanges).toEqual(['chrony would be installed']);
  });

  it.each([
    ['a missing file', 'HOST_MISSING', 'Cannot read "/etc/none": there is no such file or directory', '/etc/none'],
    ['a file as a directory', 'HOST_MISSING', 'Cannot read "/etc/motd/x": a part of its path is not a directory', '/etc/motd/x'],
    ['a directory', 'HOST_IO', 'Cannot read "/etc": it is a directory', '/etc'],
    ['a circle of links', 'HOST_IO', 'Cannot read "/etc/o": its symbolic links go round in a circle', '/etc/o'],
  ])('says what is wrong with %s', (_case, code, message, path) => {
    const check = emptyHost({ files }).prediction();
    check.symlink('p', '/etc/o');
    check.symlink('/etc/o', '/etc/p');
    expect(() => check.readFile(path)).toThrow(expect.objectContaining({ code, message }));
  });

  it("refuses what a real run would refuse: a user's link to what is not the user's", () => {
    const check = emptyHost({
      files: {
        '/home/alice': { directory: true, uid: 1000, gid: 1000 },
        '/home/alice/.ssh': { link: '/root', uid: 1000, gid: 1000 },
      },
    }).prediction();
    expect(() => check.writeFile('/home/alice/.ssh/authorized_keys', 'key')).toThrow(
      expect.objectContaining({
        code: 'PATH_UNSAFE',
        message:
          'Cannot write "/home/alice/.ssh/authorized_keys": the symbolic link "/home/alice/.ssh" belongs to user 1000 ' +
          'and leads to "/root", which belongs to user 0',
      }),
    );
  });

  it('goes up from where a link leads, as the kernel does', () => {
    const host = emptyHost({ files: { '/t/a/f': 'f', '/t/a/b/k': '', '/t/l': { link: 'a/b' } } });
    expect(host.readText('/t/l/../f')).toBe('f');
    expect(host.realPath('/t/l/../f')).toBe('/t/a/f');
  });
});
