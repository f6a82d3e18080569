import { spawnSync } from 'node:child_process';
import { repository } from './repository.ts';

/** The checkout's commit, short; `-dirty` where tracked files differ from it, `unknown` without Git. */
export function commit(): string {
  const head = git('rev-parse', '--short=12', 'HEAD');
  if (head === undefined) return 'unknown';
  return git('status', '--porcelain', '--untracked-files=no') === '' ? head : `${head}-dirty`;
}

function git(...args: string[]): string | undefined {
  // A checkout may belong to another user than the one that builds (a container, a mounted directory).
  const result = spawnSync('git', ['-c', `safe.directory=${repository}`, '-C', repository, ...args], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}
