import type { HostReader } from '../../core/host.ts';

/** What facts are made from: the host's files, the run's environment and, where nothing else knows, a program's answer. */
export interface FactContext {
  readonly files: Pick<HostReader, 'stat' | 'lstat' | 'readText' | 'readLink' | 'list' | 'realPath' | 'users' | 'which'>;
  readonly environment: Readonly<Record<string, string>>;
  /** The directory of local facts. */
  readonly factPath: string;
  /** Asks a program of the host and waits for it; undefined where there is none. */
  readonly ask: AskProgram;
  /** The moment that the facts are of. */
  readonly now: () => Date;
  /** Another fact, where one builds on it. */
  fact(name: string): unknown;
}

/** @param file the program's name on the host's PATH, or its path */
export type AskProgram = (file: string, args: readonly string[]) => ProgramAnswer | undefined;

export interface ProgramAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type Facts = Record<string, unknown>;

/** Facts that are gathered together, under their names without `ansible_`. */
export interface FactGroup {
  /** The collector of Ansible whose facts they are. */
  readonly collector: string;
  readonly names: readonly string[];
  readonly gather: (context: FactContext) => Facts;
  /** No run changes them: they need not be read before one does. */
  readonly isSteady?: true;
  /** Programs are asked for them: that is only done for who reads them. */
  readonly asksPrograms?: true;
}
