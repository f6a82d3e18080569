import { spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where both engines find their root: the same path, so that what they write and say holds the same paths. What they
 * keep elsewhere (locks, journals) is empty at each start and gone at its end.
 */
const place = '/mnt';
const inNamespace = `
mount --bind "$1" ${place}
for scratch in /run /var/lib/drover; do [ ! -d $scratch ] || mount -t tmpfs none $scratch; done
shift; cd ${place}/tree; umask 022; exec "$@"`;

export const treeFolder = `${place}/tree`;
export const outFolder = `${place}/out`;

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes an engine's root: the tree, and an empty folder that its plays write to. */
export function makeRoot(root: string, tree: string): void {
  cpSync(tree, join(root, 'tree'), { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(root, 'out'));
  mkdirSync(join(root, 'home'));
}

/** Runs a command in the tree of a root, with no setting of the caller's; it is killed after a minute. */
export function runInRoot(
  root: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Finished> {
  const env = {
    PATH: process.env['PATH'] ?? '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: `${place}/home`,
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    ...environment,
  };
  return new Promise((resolve, reject) => {
    const child = spawn('unshare', ['--mount', '--kill-child', 'sh', '-euc', inNamespace, 'sh', root, ...argv], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 60_000,
    });
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text;
    });
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, ...said }));
  });
}
