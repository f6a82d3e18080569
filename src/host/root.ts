import { statSync } from 'node:fs';
import { DroverError } from '../core/errors.ts';
import { codeOf, reasonOf } from './io-error.ts';
import { native } from './native.ts';

/** Each group of paths of which a machine's root has at least one. */
const marks: readonly (readonly string[])[] = [['etc'], ['bin', 'usr/bin', 'sbin', 'usr/sbin']];

/**
 * Enters the machine's root: from here on every path and every program is the machine's. What is needed of the
 * files outside is to be loaded before (`loadBeforeRootChange` for the host's own code). `/` is entered already.
 *
 * @throws DroverError `ROOT_INVALID` where `root` is not a machine's root, or may not be entered
 */
export function enterRoot(root: string): void {
  assertRoot(root);
  try {
    if (root !== '/') native().chroot(root);
  } catch (error) {
    throw cannotEnter(root, error);
  }
  // Relative paths of tasks begin here, as over Ansible's chroot connection.
  process.chdir('/');
}

/** @throws DroverError `ROOT_INVALID` */
export function assertRoot(root: string): void {
  if (!root.startsWith('/')) throw invalid(root, 'it is no absolute path', 'give the path from / on');
  if (!isDirectory(root)) throw invalid(root, 'it is no directory', "give the directory that the machine's / is mounted at");
  for (const paths of marks) {
    if (paths.some((path) => isDirectory(`${root}/${path}`))) continue;
    const missing = paths.map((path) => `"${path}"`).join(' nor ');
    throw invalid(
      root,
      paths.length === 1 ? `it has no ${missing}` : `it has neither ${missing}`,
      `mount the machine's / there (in a Nomad job: volumes = ["/:/host"]), or give the right path`,
    );
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch (error) {
    const code = codeOf(error);
    // An absolute link that leads out of the root, or one that goes in circles.
    if (code === 'ELOOP' || code === 'EACCES') return false;
    throw error;
  }
}

function invalid(root: string, why: string, hint: string): DroverError {
  return new DroverError('ROOT_INVALID', `Cannot use "${root}" as the machine's root: ${why}`, { hint });
}

function cannotEnter(root: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const hint = code === 'EPERM' ? 'run as root; in a container add the capability sys_chroot' : undefined;
  return new DroverError('ROOT_INVALID', `Cannot enter the root "${root}": ${reasonOf(code)}`, { hint, cause: error });
}
