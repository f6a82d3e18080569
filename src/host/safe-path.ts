import { DroverError } from '../core/errors.ts';
import type { FileStat, HostReader } from '../core/host.ts';
import { parentOf } from './paths.ts';
import { walk } from './walk.ts';

type Files = Pick<HostReader, 'lstat' | 'stat' | 'readLink' | 'realPath'>;

/**
 * Refuses a write whose path goes over a symbolic link that an unprivileged user may have placed and that leads to
 * what is not that user's own (docs/decisions/0004-symlinks-in-managed-paths.md).
 *
 * @param action the verb of the message
 * @param follow whether a link in the last place is followed by the call that comes next
 * @param me the user this process acts as: its own links are as good as root's
 * @throws DroverError `PATH_UNSAFE`
 */
export function assertSafePath(files: Files, action: string, path: string, follow: boolean, me: number): void {
  const trusts = (uid: number): boolean => uid === 0 || uid === me;
  walk<FileStat>(
    {
      at: (part) => files.lstat(part),
      targetOf: (part, link) => {
        if (!trusts(link.uid) && !isGuarded(files.lstat(parentOf(part)), trusts)) {
          assertOwnTarget(files, { action, path, link: part, owner: link.uid });
        }
        return files.readLink(part);
      },
    },
    path,
    follow,
  );
}

/** Whether only trusted users can place links in a directory, so that a link there is as good as theirs. */
function isGuarded(directory: FileStat | undefined, trusts: (uid: number) => boolean): boolean {
  return directory !== undefined && trusts(directory.uid) && (directory.mode & 0o022) === 0;
}

interface Step {
  readonly action: string;
  readonly path: string;
  readonly link: string;
  readonly owner: number;
}

function assertOwnTarget(files: Files, step: Step): void {
  const target = files.stat(step.link) ?? files.stat(parentOf(realPathOf(files, step.link)));
  if (target === undefined || target.uid === step.owner) return;
  throw new DroverError(
    'PATH_UNSAFE',
    `Cannot ${step.action} "${step.path}": the symbolic link "${step.link}" belongs to user ${step.owner} and leads to ` +
      `"${realPathOf(files, step.link)}", which belongs to user ${target.uid}`,
    { hint: `remove the link, or give it to root with chown -h root "${step.link}" if it is meant to be there` },
  );
}

/** Where a link leads, as far as that exists. */
function realPathOf(files: Files, link: string): string {
  try {
    return files.realPath(link);
  } catch (error) {
    if (error instanceof DroverError && error.code === 'HOST_MISSING') return link;
    throw error;
  }
}
