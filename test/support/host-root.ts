import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const script = join(import.meta.dirname, 'host-root');

export type Libc = 'none' | 'glibc';

/** Roots in memory where the machine has room for that: the tests read every file of them. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A fresh throw-away host root of the script beside this file. */
export function makeHostRoot(libc: Libc = 'none'): string {
  const root = mkdtempSync(join(place, 'drover-test-root.'));
  execFileSync(script, ['--libc', libc, root], { stdio: ['ignore', 'ignore', 'inherit'] });
  return root;
}

/** A second root with the same files, owners, modes and times. */
export function copyHostRoot(root: string): string {
  const copy = mkdtempSync(join(place, 'drover-test-root.'));
  execFileSync('cp', ['-a', `${root}/.`, copy]);
  return copy;
}

export function removeHostRoot(root: string): void {
  rmSync(root, { recursive: true, force: true });
}

/** What is missing on this machine for host roots, in a person's words; undefined when nothing is. */
export function missingForHostRoots(libc: Libc = 'none'): string | undefined {
  if (process.getuid?.() !== 0) return 'root';
  if (libc === 'glibc' && !existsSync('/usr/sbin/debootstrap')) return 'debootstrap';
  if (libc === 'none' && !existsSync('/bin/busybox') && !existsSync('/usr/bin/busybox')) return 'busybox-static';
  return undefined;
}
