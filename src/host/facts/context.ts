import type { HostReader } from '../../core/host.ts';

/** What facts are made from: the host's files and the run's environment. No process is started for a fact. */
export interface FactContext {
  readonly files: Pick<HostReader, 'stat' | 'lstat' | 'readText' | 'readLink' | 'list' | 'realPath' | 'users' | 'which'>;
  readonly environment: Readonly<Record<string, string>>;
  /** Another fact, where one builds on it. */
  fact(name: string): unknown;
}

export type Facts = Record<string, unknown>;
