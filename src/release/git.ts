import type { SimpleGit } from 'simple-git';

/** Git said no; the message is what it said. */
export class GitFailure extends Error {}

/** Git in a directory, without this machine's settings that would change what is released. */
export async function gitIn(directory: string, environment: Record<string, string>): Promise<SimpleGit> {
  const { simpleGit } = await import('simple-git');
  const names = Object.keys(environment).filter((name) => name.startsWith('GIT_'));
  // The end of lines and further attributes of this machine must not change what is released.
  const config = ['core.autocrlf=false', 'core.eol=lf', 'core.attributesFile=/dev/null'];
  // An answer is whole when Git's streams have ended; its exit may come before that.
  const git = simpleGit({ baseDir: directory, config, allowEnvironment: names, completion: { onExit: false } });
  return git.env(environment);
}

/** What a git command prints. @throws GitFailure */
export async function raw(git: SimpleGit, args: readonly string[]): Promise<string> {
  const { GitError, GitPluginError } = await import('simple-git');
  try {
    return await git.raw([...args]);
  } catch (error) {
    if (!(error instanceof GitError) || error instanceof GitPluginError) throw error;
    throw new GitFailure(error.message, { cause: error });
  }
}
