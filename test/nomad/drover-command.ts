import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { droverCommand } from '../support/drover.ts';
import type { NomadApi } from './nomad-api.ts';

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds. */
  readonly ms: number;
}

/** Runs `drover ARGS…` as a person with Nomad's variables does. */
export function drover(nomad: NomadApi, ...args: readonly string[]): Promise<Said> {
  return droverWith(nomad, {}, ...args);
}

/** The same with more variables. */
export async function droverWith(
  { address, token }: NomadApi,
  more: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Said> {
  const began = Date.now();
  const [file = '', ...first] = droverCommand;
  const env = { ...process.env, NOMAD_ADDR: address, NOMAD_TOKEN: token, NO_COLOR: '1', ...more };
  const program = spawn(file, [...first, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((done, fail) => {
    program.once('error', fail);
    program.once('close', done);
  });
  const [stdout, stderr] = await Promise.all([text(program.stdout), text(program.stderr)]);
  return { code: await code, stdout, stderr, ms: Date.now() - began };
}
