import { copyFileSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { command } from './command.ts';

/** Copies the shared objects that the executable is linked with, the loader included, to a directory of their own. */
export function copySharedObjects(executable: string, directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const path of linkedWith(command('ldd', executable))) {
    copyFileSync(realpathSync(path), join(directory, basename(path)));
  }
}

/** The paths in ldd's answer: `libm.so.6 => /lib/… (0x…)` and `/lib64/ld-linux-x86-64.so.2 (0x…)`; the vDSO has none. */
function linkedWith(answer: string): string[] {
  return [...answer.matchAll(/(\/\S+) \(0x/g)].map(([, path = '']) => path);
}
