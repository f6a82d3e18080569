import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repository } from './drover.ts';

/** A bundle in a temporary directory, of files by their paths; an inventory with `node1` unless one is given. */
export function makeFleet(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'drover-fleet.'));
  for (const [path, content] of Object.entries({ hosts: 'node1\n', ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

export function removeFleet(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `drover` from the sources. */
export function startDrover(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const command = [join(repository, 'scripts/node'), join(repository, 'src/main.ts'), ...args];
  return spawn('sh', command, { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...environment } });
}

export async function ended(program: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  program.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  program.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => program.once('close', resolve));
  return { code, stdout, stderr };
}

export async function drover(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return await ended(startDrover(args, environment));
}

/** Runs a command of the machine and waits for it. */
export function command(file: string, ...args: readonly string[]): void {
  execFileSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
