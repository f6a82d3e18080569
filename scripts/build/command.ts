import { spawnSync } from 'node:child_process';

/** Runs a command of the build machine and returns what it printed. @throws Error with its last words */
export function command(file: string, ...args: string[]): string {
  const result = spawnSync(file, args, { encoding: 'utf8' });
  if (result.status === 0) return result.stdout;
  const why = result.error?.message ?? result.stderr.trim();
  throw new Error(`Cannot run ${[file, ...args].join(' ')}: ${why}`, { cause: result.error });
}
