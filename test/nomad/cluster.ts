import type { Machine, Machines } from './machines.ts';
import type { NomadApi } from './nomad-api.ts';

/** One server and three clients, whichever of the two answers. */
export interface Cluster {
  /** `Nomad 2.0.6` or that it is the stand-in. */
  readonly what: string;
  readonly real: boolean;
  readonly machines: readonly Machine[];
  /** With the management token. */
  readonly nomad: NomadApi;
  /** `127.0.0.1:PORT` of the registry. */
  readonly registry: string;
  readonly surroundings: Machines;
  /** A power cut: the client and what runs on it end at once. */
  cut(machine: string): Promise<void>;
  /** Power again; resolves when the node is ready. */
  restore(machine: string): Promise<void>;
  /** Starts the collector: on real Nomad as its job, else as a process that asks the stand-in. */
  startCollector(): Promise<StartedCollector>;
  stop(): Promise<void>;
}

export interface StartedCollector {
  /** `http://127.0.0.1:PORT` */
  readonly address: string;
  /** The administrator's token. */
  readonly token: string;
  stop(): Promise<void>;
  /** Starts it again, where it was, with what it knew. */
  start(): Promise<void>;
}
