import { spawnSync } from 'node:child_process';
import type { AskProgram, FactContext } from './context.ts';

/** Milliseconds that a program may take which is asked for a fact. */
const patience = 10_000;

/** Programs of the host that are waited for: a fact is read in the midst of a template. */
export function askProgram(files: FactContext['files'], environment: FactContext['environment']): AskProgram {
  return (file, args) => {
    const path = file.includes('/') ? file : files.which(file);
    if (path === undefined) return undefined;
    const { status, stdout, stderr, error } = spawnSync(path, args, {
      ...{ cwd: '/', env: environment, encoding: 'utf8', timeout: patience, killSignal: 'SIGKILL' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (error !== undefined && status === null) return { code: -1, stdout: '', stderr: error.message };
    return { code: status ?? -1, stdout, stderr };
  };
}
