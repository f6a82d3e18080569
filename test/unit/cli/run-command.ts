import { Excerpts } from '../../../src/cli/excerpts.ts';
import { failed } from '../../../src/cli/failed.ts';
import { program } from '../../../src/cli/program.ts';

export interface Said {
  status: number;
  out: string;
  err: string;
}

/** Runs a command as the program would, with what it wrote. */
export async function run(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<Said> {
  const said: Said = { status: 0, out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    write: (text: string) => {
      said[name] += text;
    },
    isTerminal: false,
    columns: 79,
  });
  const signal = new AbortController().signal;
  const exitWith = (status: number) => {
    said.status = status;
  };
  const surroundings = { environment, out: output('out'), err: output('err'), signal, excerpts: new Excerpts(), exitWith };
  try {
    await (await program(args, surroundings)).parseAsync(args, { from: 'user' });
  } catch (error) {
    said.status = failed(error, args, surroundings);
  }
  return said;
}
