import { resolve } from 'node:path';
import { DroverError } from '../core/errors.ts';
import { GitFailure, gitIn, raw } from './git.ts';
import { Repository } from './repository.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The repository that a directory is in.
 * @throws DroverError `REPOSITORY_INVALID`
 */
export async function openRepository(directory: string, environment: Environment): Promise<Repository> {
  const kept = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'TMPDIR'].map((name) => [name, environment[name]]);
  // What Git does may depend on the repository alone, and its words are looked at.
  const given = { ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)), LC_ALL: 'C', GIT_ATTR_NOSYSTEM: '1' };
  try {
    const up = (await raw(await gitIn(directory, given), ['rev-parse', '--show-cdup'])).trim();
    const top = resolve(directory, up);
    return new Repository(await gitIn(top, given), top, given);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    throw unusable(directory, error);
  }
}

function unusable(directory: string, error: GitFailure): DroverError {
  if (/ENOENT/.test(error.message)) {
    return new DroverError('REPOSITORY_INVALID', 'Cannot read the repository: there is no program "git"', {
      hint: 'install git',
      cause: error,
    });
  }
  const isNone = /not a git repository/.test(error.message);
  const [said = '', ...advice] = error.message.replace(/^fatal: /, '').split('\n');
  const command = advice.map((line) => line.trim()).find((line) => line.startsWith('git config'));
  return new DroverError(
    'REPOSITORY_INVALID',
    `Cannot use the repository in "${directory}": ${isNone ? 'it is in no Git repository' : said}`,
    {
      hint: isNone ? 'go to the directory of a fleet; git init and git commit make one of it' : command,
      cause: error,
    },
  );
}
