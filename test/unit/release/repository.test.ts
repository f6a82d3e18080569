import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/release/open-repository.ts';
import { readArchive } from '../../../src/release/read-archive.ts';
import type { Repository } from '../../../src/release/repository.ts';
import { commitFiles, commitTime, git, makeRepository } from '../../support/git-fleet.ts';

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

let directory: string;
let repository: Repository;
let work: string;
beforeEach(async () => {
  directory = makeRepository({ 'site.yml': 'one\n', 'roles/a/tasks/main.yml': '[]\n', 'roles/a/run': '#!/bin/sh\n' });
  work = mkdtempSync(join(tmpdir(), 'drover-work.'));
  made.push(directory, work);
  repository = await openRepository(directory, process.env);
});

/** The bundle's files by path, of a commit or of the work tree. */
async function filesOf(commit: string): Promise<Record<string, string>> {
  const file = join(work, 'commit.tar');
  await repository.archive(await repository.revision(commit), file);
  return contents(file);
}

async function contents(file: string): Promise<Record<string, string>> {
  const files = await readArchive(file);
  return Object.fromEntries(
    files.map(({ path, content, link }) => [path, link === undefined ? Buffer.from(content).toString() : `-> ${link}`]),
  );
}

describe('A repository', () => {
  it('knows a commit by SHA, short SHA, branch, tag and HEAD, with its time', async () => {
    const commit = git(directory, 'rev-parse', 'HEAD');
    git(directory, 'tag', '--annotate', '--message', 'release', 'v1');
    for (const name of [commit, commit.slice(0, 8), 'main', 'v1', 'HEAD']) {
      expect(await repository.revision(name)).toEqual({ commit, time: commitTime });
    }
  });

  it.each(['nope', '0123456789012345678901234567890123456789', '--all', 'HEAD~5', 'HEAD:site.yml', ''])(
    'refuses "%s", which is no commit',
    async (name) => {
      await expect(repository.revision(name)).rejects.toThrow(
        `Cannot release commit "${name}": the repository has no such commit`,
      );
    },
  );

  it('gives the files of the commit, whatever the work tree holds', async () => {
    writeFileSync(join(directory, 'site.yml'), 'changed\n');
    writeFileSync(join(directory, 'new.yml'), 'new\n');
    expect(await filesOf('HEAD')).toEqual({
      'roles/a/run': '#!/bin/sh\n',
      'roles/a/tasks/main.yml': '[]\n',
      'site.yml': 'one\n',
    });
  });

  it('gives the whole commit from a directory below its top', async () => {
    repository = await openRepository(join(directory, 'roles/a'), process.env);
    expect(Object.keys(await filesOf('HEAD'))).toContain('site.yml');
  });

  it('gives the same from a bare clone, as a hook sees it, and with other settings for ends of lines', async () => {
    const bare = join(work, 'bare.git');
    git(work, 'clone', '--quiet', '--bare', directory, bare);
    git(bare, 'config', 'core.autocrlf', 'true');
    const there = await filesOf('HEAD');
    repository = await openRepository(bare, { ...process.env, GIT_DIR: '/nowhere' });
    expect(await filesOf('main')).toEqual(there);
  });

  it('leaves out what .gitattributes marks with export-ignore, and keeps modes and links', async () => {
    commitFiles(directory, {
      '.gitattributes': '/src export-ignore\n',
      'src/main.c': 'int main;',
      'files/link': '-> ../site.yml',
    });
    const files = await filesOf('HEAD');
    expect(files).not.toHaveProperty('src/main.c');
    expect(files['files/link']).toBe('-> ../site.yml');
  });

  it('refuses a commit with a submodule, whose files are elsewhere', async () => {
    git(directory, 'update-index', '--add', '--cacheinfo', `160000,${git(directory, 'rev-parse', 'HEAD')},roles/nginx`);
    git(directory, 'commit', '--quiet', '--message', 'A submodule');
    await expect(filesOf('HEAD')).rejects.toThrow(
      'Cannot release "roles/nginx": it is a submodule, whose files are in no commit here',
    );
  });

  it('tells what differs between two commits, renames as two files', async () => {
    const before = git(directory, 'rev-parse', 'HEAD');
    const after = commitFiles(directory, { 'site.yml': 'two\n', 'roles/a/run': null, 'roles/b/run': '#!/bin/sh\n', größe: '1' });
    expect(await repository.changes(before, after)).toEqual([
      { path: 'größe', isDeleted: false },
      { path: 'roles/a/run', isDeleted: true },
      { path: 'roles/b/run', isDeleted: false },
      { path: 'site.yml', isDeleted: false },
    ]);
    expect(await repository.changes('0123456789012345678901234567890123456789', after)).toBeUndefined();
  });

  it('tells settings, references, the branch and where hooks lie', async () => {
    expect(await repository.setting('drover.base')).toBeUndefined();
    git(directory, 'config', 'drover.base', 'registry.example/base:1');
    expect(await repository.setting('drover.base')).toBe('registry.example/base:1');
    const { commit } = await repository.revision('HEAD');
    expect(await repository.reference('refs/drover/dispatched')).toBeUndefined();
    await repository.setReference('refs/drover/dispatched', commit);
    expect(await repository.reference('refs/drover/dispatched')).toBe(commit);
    expect(await repository.branch()).toBe('main');
    expect(await repository.hooks()).toBe(join(directory, '.git/hooks'));
    git(directory, 'checkout', '--quiet', '--detach');
    expect(await repository.branch()).toBeUndefined();
  });
});

describe('A work tree', () => {
  it('without changes is its commit', async () => {
    expect(await repository.archiveWorkTree(join(work, 'tree.tar'), work)).toEqual(await repository.revision('HEAD'));
  });

  it('with changed, new, deleted and ignored files is marked, and index and objects stay as they were', async () => {
    commitFiles(directory, { '.gitignore': '*.log\n' });
    writeFileSync(join(directory, 'site.yml'), 'changed\n');
    writeFileSync(join(directory, 'new.yml'), 'new\n');
    writeFileSync(join(directory, 'a.log'), 'ignored\n');
    rmSync(join(directory, 'roles/a/run'));
    const [status, objects] = [git(directory, 'status', '--porcelain'), git(directory, 'count-objects')];
    const { commit, time } = await repository.archiveWorkTree(join(work, 'tree.tar'), work);
    expect(commit).toMatch(new RegExp(`^${git(directory, 'rev-parse', 'HEAD')}-dirty-[0-9a-f]{12}$`));
    expect(time).toBe(commitTime);
    expect(await contents(join(work, 'tree.tar'))).toEqual({
      'new.yml': 'new\n',
      'roles/a/tasks/main.yml': '[]\n',
      'site.yml': 'changed\n',
    });
    expect(git(directory, 'status', '--porcelain')).toBe(status);
    expect(git(directory, 'count-objects')).toBe(objects);
  });

  it('has what is committed though it is ignored', async () => {
    writeFileSync(join(directory, '.gitignore'), '*.log\n');
    writeFileSync(join(directory, 'kept.log'), 'kept\n');
    git(directory, 'add', '--force', 'kept.log');
    commitFiles(directory, { 'site.yml': 'two\n' });
    expect((await repository.archiveWorkTree(join(work, 'tree.tar'), work)).commit).not.toContain('dirty');
    expect(await contents(join(work, 'tree.tar'))).toHaveProperty('kept.log');
  });

  it('has another mark with other changes', async () => {
    const marks: string[] = [];
    for (const text of ['one change\n', 'another\n']) {
      writeFileSync(join(directory, 'site.yml'), text);
      const scratch = mkdtempSync(join(work, 'w.'));
      marks.push((await repository.archiveWorkTree(join(scratch, 'tree.tar'), scratch)).commit);
    }
    expect(new Set(marks).size).toBe(2);
  });
});

describe('A place that is no repository', () => {
  it('is refused: a directory in none, one without git', async () => {
    await expect(openRepository(work, process.env)).rejects.toThrow(
      `Cannot use the repository in "${work}": it is in no Git repository`,
    );
    await expect(openRepository(directory, { PATH: '/nowhere' })).rejects.toThrow(
      'Cannot read the repository: there is no program "git"',
    );
  });

  it('has no commit yet', async () => {
    const empty = mkdtempSync(join(work, 'empty.'));
    git(empty, 'init', '--quiet');
    await expect((await openRepository(empty, process.env)).revision('HEAD')).rejects.toThrow(
      'the repository has no such commit',
    );
  });
});

describe('An archive', () => {
  it.each(['/etc/passwd', '../../outside', '../a/../../outside', 'sub/..'])('with a link to "%s" is refused', async (target) => {
    commitFiles(directory, { 'files/link': `-> ${target}` });
    await expect(filesOf('HEAD')).rejects.toThrow(`Cannot release "files/link": it is a link to "${target}", outside the bundle`);
  });

  it.each(['../site.yml', './other', 'missing', '..'])('may have a link to "%s"', async (target) => {
    commitFiles(directory, { 'files/link': `-> ${target}` });
    expect((await filesOf('HEAD'))['files/link']).toBe(`-> ${target}`);
  });

  it('with a pointer of Git LFS in place of a file is refused', async () => {
    commitFiles(directory, {
      'files/image': `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 5\n`,
    });
    await expect(filesOf('HEAD')).rejects.toThrow('Cannot release "files/image": here is only its Git LFS pointer');
  });
});

it('Hooks of a linked work tree lie where Git looks for them', async () => {
  git(directory, 'worktree', 'add', '--quiet', join(work, 'linked'), '-b', 'other');
  const linked = await openRepository(join(work, 'linked'), process.env);
  expect(await linked.hooks()).toBe(join(directory, '.git/hooks'));
  mkdirSync(join(work, 'x'));
  writeFileSync(join(work, 'linked/site.yml'), 'linked\n');
  expect((await linked.archiveWorkTree(join(work, 'x/tree.tar'), join(work, 'x'))).commit).toContain('-dirty-');
  expect(existsSync(join(work, 'x/index'))).toBe(true);
  expect(readdirSync(join(directory, '.git')).includes('index')).toBe(true);
  expect(readFileSync(join(directory, 'site.yml'), 'utf8')).toBe('one\n');
});
