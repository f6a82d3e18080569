import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const node = join(import.meta.dirname, '../../scripts/node');

/** A TypeScript program of the tests, started under the project's own Node; resolves with its first line of output. */
export async function started(
  file: string,
  ...args: string[]
): Promise<{ readonly program: ChildProcess; readonly line: string }> {
  const program = spawn(node, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    program.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    program.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it said anything`)));
  });
  return { program, line };
}

/** Kills a program and waits until it is gone. */
export async function killed(program: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await gone;
}
