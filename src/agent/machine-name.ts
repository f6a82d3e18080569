import { readFileSync } from 'node:fs';

/** The name the machine with this root calls itself. */
export function machineName(root: string): string {
  if (root === '/') return process.getBuiltinModule('node:os').hostname();
  try {
    return readFileSync(`${root}/etc/hostname`, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return process.getBuiltinModule('node:os').hostname();
    throw error;
  }
}
