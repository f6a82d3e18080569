import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Document } from '../recording.ts';
import { DockerDriver } from './docker-driver.ts';
import type { Driver, Logs } from './driver.ts';
import { RawDriver } from './raw-driver.ts';
import { type Task, taskOf } from './task.ts';
import type { WorkloadIdentity } from './workload-identity.ts';
import { nanoseconds, type StandInNode, type World } from './world.ts';

type Status = 'pending' | 'running' | 'complete' | 'failed';

/** Runs tasks, containers with real Docker, and tells of each step as Nomad's client does. */
export class TaskRunner {
  readonly #world: World;
  readonly #identity: WorkloadIdentity;
  readonly #directory: string;
  readonly #drivers: Readonly<Record<Task['driver'], Driver>>;
  readonly #running = new Map<string, { readonly driver: Driver; readonly node: StandInNode; readonly ended: Promise<void> }>();

  /** @param socket Docker's as a URL */
  constructor(world: World, identity: WorkloadIdentity, socket: string, directory: string) {
    this.#world = world;
    this.#identity = identity;
    this.#directory = directory;
    this.#drivers = { docker: new DockerDriver(socket), raw_exec: new RawDriver() };
  }

  start(id: string, job: Document, node: StandInNode): void {
    const task = taskOf(job, id, node, join(this.#directory, id));
    const driver = this.#drivers[task.driver];
    const ended = this.#run(id, task, driver, node).finally(() => this.#running.delete(id));
    this.#running.set(id, { driver, node, ended });
  }

  /** Lets it end by itself. */
  stop(id: string): void {
    void this.#running.get(id)?.driver.end(id, 'SIGTERM');
  }

  /** A power cut: nobody is there to tell of it. */
  async kill(node: StandInNode): Promise<void> {
    const there = [...this.#running].filter(([, run]) => run.node === node);
    await Promise.all(there.map(([id, { driver }]) => driver.end(id, 'SIGKILL')));
  }

  async settled(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  /** What the task printed. */
  logOf(id: string, stream: string): string {
    return join(this.#directory, id, 'alloc', `drover.${stream}.0`);
  }

  async #run(id: string, task: Task, driver: Driver, node: StandInNode): Promise<void> {
    const tell = (type: string, status: Status, description = '', fields: Document = {}): Promise<void> =>
      this.#tell(id, node, status, description, { ...this.#world.recording.taskEvents[type], ...fields });
    for (const name of ['alloc', 'local', 'secrets']) mkdirSync(join(task.directory, name), { recursive: true });
    writeFileSync(join(task.directory, 'secrets/nomad_drover.jwt'), this.#identity.token(id, task.env));
    await tell('Received', 'pending');
    await tell('Task Setup', 'pending');
    try {
      await driver.fetch(task, (event) => tell(event, 'pending'));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      await tell('Driver Failure', 'pending', '', { DisplayMessage: why, DriverError: why, Details: { driver_error: why } });
      return tell('Not Restarting', 'failed', 'Failed tasks');
    }
    const code = await this.#logged(id, (logs) =>
      driver.run(id, task, logs, () => tell('Started', 'running', 'Tasks are running')),
    );
    const said = { DisplayMessage: `Exit Code: ${code}`, ExitCode: code, Details: { exit_code: String(code), signal: '0' } };
    await tell('Terminated', code === 0 ? 'complete' : 'running', code === 0 ? 'All tasks have completed' : '', said);
    if (code !== 0) await tell('Not Restarting', 'failed', 'Failed tasks');
  }

  async #logged(id: string, run: (logs: Logs) => Promise<number>): Promise<number> {
    const logs: Logs = [openSync(this.logOf(id, 'stdout'), 'w'), openSync(this.logOf(id, 'stderr'), 'w')];
    try {
      return await run(logs);
    } finally {
      for (const fd of logs) closeSync(fd);
    }
  }

  /** A node that is down tells when it is back. */
  async #tell(id: string, node: StandInNode, status: Status, description: string, event: Document): Promise<void> {
    const Time = nanoseconds();
    while (!node.isUp) await pause(50);
    const allocation = this.#world.allocations.get(id) ?? {};
    const known = (allocation['TaskStates'] as { drover?: Document } | null)?.drover;
    const isOver = status === 'complete' || status === 'failed';
    const drover = {
      State: isOver ? 'dead' : status,
      Failed: status === 'failed',
      Restarts: 0,
      StartedAt: event['Type'] === 'Started' ? new Date().toISOString() : (known?.['StartedAt'] ?? null),
      FinishedAt: isOver ? new Date().toISOString() : null,
      Events: [...((known?.['Events'] as Document[]) ?? []), { ...event, Time }],
    };
    const changed = { ClientStatus: status, ClientDescription: description, TaskStates: { drover } };
    this.#world.putAllocation({ ...allocation, ...changed });
  }
}
