import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SimpleGit } from 'simple-git';
import { DroverError } from '../core/errors.ts';
import { GitFailure, gitIn, raw } from './git.ts';

/** What a release is made of. */
export interface Revision {
  /** What the bundle's `COMMIT` says: the full SHA, of a work tree with changes the SHA and a mark. */
  readonly commit: string;
  /** Seconds since 1970: when the commit was made. */
  readonly time: number;
}

/** A file that one of two commits has otherwise, or not at all. A rename is two of them. */
export interface ChangedPath {
  readonly path: string;
  readonly isDeleted: boolean;
}

/** A fleet's Git repository; a bare one too. */
export class Repository {
  readonly #git: SimpleGit;
  readonly #directory: string;
  readonly #environment: Record<string, string>;

  constructor(git: SimpleGit, directory: string, environment: Record<string, string>) {
    this.#git = git;
    this.#directory = directory;
    this.#environment = environment;
  }

  /**
   * A commit by any name that Git understands.
   * @throws DroverError `COMMIT_UNKNOWN`
   */
  async revision(name: string): Promise<Revision> {
    try {
      const said = await this.#run('rev-list', '--no-walk', '--timestamp', '--end-of-options', `${name}^{commit}`);
      const [time = '', commit = ''] = said.trim().split(' ');
      return { commit, time: Number(time) };
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      const isAmbiguous = /is ambiguous/.test(error.message) && /short (object|SHA1)/i.test(error.message);
      const why = isAmbiguous ? 'several objects begin like this' : 'the repository has no such commit';
      throw new DroverError('COMMIT_UNKNOWN', `Cannot release commit "${name}": ${why}`, {
        hint: isAmbiguous ? 'give more of its digits' : 'git log lists the commits; git fetch gets those of others',
        cause: error,
      });
    }
  }

  /**
   * Writes the files of a commit into a tar archive, as a checkout with no settings of this machine would have them.
   * @throws DroverError `BUNDLE_INVALID` where files lie in a submodule
   */
  async archive({ commit }: Revision, file: string): Promise<void> {
    await this.#archive(commit, file, this.#git);
  }

  /**
   * The same for the work tree as it is, with changed and new files. Git's index and objects stay as they are.
   * @param work directory for what Git writes on the way
   * @returns HEAD's commit, marked with `-dirty` and the tree's ID where the work tree differs from it
   */
  async archiveWorkTree(file: string, work: string): Promise<Revision> {
    const head = await this.revision('HEAD');
    const [index = '', objects = ''] = (await this.#run('rev-parse', '--git-path', 'index', '--git-path', 'objects')).split('\n');
    const paths = { index: join(work, 'index'), objects: join(work, 'objects') };
    mkdirSync(paths.objects);
    if (existsSync(resolve(this.#directory, index))) copyFileSync(resolve(this.#directory, index), paths.index);
    const git = await gitIn(this.#directory, {
      ...this.#environment,
      GIT_INDEX_FILE: paths.index,
      GIT_OBJECT_DIRECTORY: paths.objects,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(this.#directory, objects),
    });
    await raw(git, ['add', '--all']);
    const tree = (await raw(git, ['write-tree'])).trim();
    await this.#archive(tree, file, git);
    const clean = (await this.#run('rev-parse', 'HEAD^{tree}')).trim() === tree;
    return clean ? head : { commit: `${head.commit}-dirty-${tree.slice(0, 12)}`, time: head.time };
  }

  /** What differs between two commits, whatever lies between them; undefined where one of them is not here. */
  async changes(from: string, to: string): Promise<readonly ChangedPath[] | undefined> {
    try {
      const said = await this.#run('diff-tree', '-r', '-z', '--no-renames', '--name-status', '--end-of-options', from, to);
      return [...said.matchAll(/([A-Z])\d*\0([^\0]+)\0/g)].map(([, how, path = '']) => ({ path, isDeleted: how === 'D' }));
    } catch (error) {
      if (error instanceof GitFailure) return undefined;
      throw error;
    }
  }

  /** A setting of `git config`; undefined where it is not set. */
  async setting(name: string): Promise<string | undefined> {
    return (await this.#run('config', '--get', name)).trim() || undefined;
  }

  /** The commit that a reference names; undefined where there is none. */
  async reference(name: string): Promise<string | undefined> {
    return (await this.#run('for-each-ref', '--format=%(objectname)', '--', name)).trim() || undefined;
  }

  async setReference(name: string, commit: string): Promise<void> {
    await this.#run('update-ref', '--', name, commit);
  }

  /** The branch that HEAD names; undefined where it names none. */
  async branch(): Promise<string | undefined> {
    return (await this.#run('symbolic-ref', '--quiet', '--short', 'HEAD')).trim() || undefined;
  }

  /** The directory Git takes its hooks from. */
  async hooks(): Promise<string> {
    return resolve(this.#directory, (await this.#run('rev-parse', '--git-path', 'hooks')).trim());
  }

  async #archive(tree: string, file: string, git: SimpleGit): Promise<void> {
    const listed = await raw(git, ['ls-tree', '-r', '-z', tree]);
    const submodule = /(?:^|\0)160000 commit [0-9a-f]+\t([^\0]*)/.exec(listed)?.[1];
    if (submodule !== undefined) {
      throw new DroverError(
        'BUNDLE_INVALID',
        `Cannot release "${submodule}": it is a submodule, whose files are in no commit here`,
        {
          hint: 'take its files into the repository (git subtree does)',
        },
      );
    }
    await raw(git, ['archive', '--format=tar', `--output=${file}`, tree]);
  }

  #run(...args: string[]): Promise<string> {
    return raw(this.#git, args);
  }
}
