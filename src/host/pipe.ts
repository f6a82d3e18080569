/** What a shell command line answered. */
export interface Piped {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a shell command line and waits for it, for `lookup('pipe')`: templates are evaluated without a pause, so this
 * one cannot be left to execa.
 */
export function pipe(command: string, cwd: string, env: Readonly<Record<string, string>>): Piped {
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { status, stdout, stderr, error } = spawnSync('/bin/sh', ['-c', command], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { code: status ?? 127, stdout, stderr: error === undefined ? stderr : error.message };
}
