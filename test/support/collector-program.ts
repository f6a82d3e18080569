import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { droverCommand } from './drover.ts';

export interface CollectorProgram {
  readonly url: string;
  /** Said at the first start only. */
  readonly token: string | undefined;
  readonly program: ChildProcess;
  /** Ends it with a signal, and waits until it is gone. @returns its exit code, or the signal */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals | null>;
}

/** Starts `drover collector serve` on a free port, and waits until it listens. */
export async function collectorProgram(database: string): Promise<CollectorProgram> {
  const [file = '', ...first] = droverCommand;
  const args = [...first, 'collector', 'serve', '--listen', '127.0.0.1:0', '--database', database];
  const program = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    program.once('exit', (code, signal) => resolve(code ?? signal)),
  );
  let said = '';
  program.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | NodeJS.Signals | null> => {
    program.kill(signal);
    return await ended;
  };
  let token: string | undefined;
  for await (const line of createInterface({ input: program.stdout })) {
    token ??= /(drover_\S+)/.exec(line)?.[1];
    const [, url] = /listens on (\S+)/.exec(line) ?? [];
    if (url !== undefined) return { url, token, program, end };
  }
  throw new Error(`the collector ended with ${await ended}: ${said}`);
}
