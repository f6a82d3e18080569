import type { Task } from './task.ts';

/** Files of a task's output: standard output, standard error. */
export type Logs = readonly [number, number];

/** How tasks of a kind are run. */
export interface Driver {
  /** Gets what a task is started from. @param waits told where that has to come first @throws Error that says why it cannot */
  fetch(task: Task, waits: (event: string) => Promise<void>): Promise<void>;
  /** Runs it to its end. @returns the exit code; 137, that of SIGKILL, where it was killed */
  run(id: string, task: Task, logs: Logs, started: () => Promise<void>): Promise<number>;
  end(id: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}
