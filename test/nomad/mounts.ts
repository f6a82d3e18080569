import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Takes away what is mounted below a directory, the innermost first. */
export function unmountBelow(directory: string): void {
  const mounts = [...readFileSync('/proc/mounts', 'utf8').matchAll(/^\S+ (\S+)/gm)].map(([, path = '']) => path);
  for (const path of mounts.reverse()) if (path.startsWith(`${directory}/`)) execFileSync('umount', [path]);
}
