import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunEvent } from '../../src/core/events.ts';

export const repository = resolve(import.meta.dirname, '../..');
const built = join(repository, 'dist/drover');

/** The program under test: `$DROVER`, else the executable, else the sources under the project's Node. */
export const droverCommand: readonly string[] =
  process.env['DROVER']?.split(' ') ??
  (existsSync(built) ? [built] : [join(repository, 'scripts/node'), join(repository, 'src/main.ts')]);

export type TaskEnd = Extract<RunEvent, { readonly event: 'task_end' }>;

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly events: readonly RunEvent[];
  readonly tasks: readonly TaskEnd[];
}

/** Starts `drover apply` on a root; what it does is followed with `finished`. */
export function startApply(root: string, host: string, ...flags: readonly string[]): ChildProcess {
  const [file = '', ...first] = droverCommand;
  const args = [...first, 'apply', '--bundle', repository, '--root', root, '--host', host, '--output', 'json', ...flags];
  return spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

export async function finished(program: ChildProcess): Promise<Run> {
  let stdout = '';
  let stderr = '';
  program.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  program.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done, fail) => {
    program.once('error', fail);
    program.once('close', (...how) => done(how));
  });
  // A killed run can end in the middle of a line.
  const lines = stdout.split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  const events: RunEvent[] = lines.map((line) => JSON.parse(line));
  return { code, signal, stderr, events, tasks: events.filter((event) => event.event === 'task_end') };
}

/** Runs `drover apply` on a root; the example fleet unless a flag says otherwise. */
export function apply(root: string, host: string, ...flags: readonly string[]): Promise<Run> {
  return finished(startApply(root, host, ...flags));
}

/** The tasks that changed something, each as `role : task`. */
export const changedTasks = (run: Run): string[] =>
  run.tasks.filter(({ result }) => result === 'changed').map(({ role, task }) => `${role} : ${task}`);
