import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Document } from '../recording.ts';
import { type Task, taskOf } from './task.ts';
import type { WorkloadIdentity } from './workload-identity.ts';
import { nanoseconds, type StandInNode, type World } from './world.ts';

const execute = promisify(execFile);

interface Progress {
  readonly status: 'pending' | 'running' | 'complete' | 'failed';
  readonly description: string;
  readonly event: Document;
}

/** Runs tasks with real Docker, and tells of each step as Nomad's client does. */
export class TaskRunner {
  readonly #world: World;
  readonly #identity: WorkloadIdentity;
  readonly #socket: string;
  readonly #directory: string;
  readonly #images = new Set<string>();
  readonly #running = new Set<Promise<void>>();

  /** @param socket Docker's as a URL */
  constructor(world: World, identity: WorkloadIdentity, socket: string, directory: string) {
    this.#world = world;
    this.#identity = identity;
    this.#socket = socket;
    this.#directory = directory;
  }

  start(allocation: Document, job: Document, node: StandInNode): void {
    const run = this.#run(String(allocation['ID']), job, node).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  /** SIGTERM, and SIGKILL after what the job allows for. */
  stop(id: string): void {
    this.#docker('stop', '--time=30', nameOf(id)).catch(() => undefined);
  }

  /** A power cut: nobody is there to tell of it. */
  async kill(node: StandInNode): Promise<void> {
    for (const [id, { NodeID }] of this.#world.allocations) {
      if (NodeID === node.id) await this.#docker('rm', '--force', nameOf(id)).catch(() => undefined);
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }

  /** What the task printed. */
  logOf(id: string, stream: string): string {
    return join(this.#directory, id, 'alloc', `drover.${stream}.0`);
  }

  async #run(id: string, job: Document, node: StandInNode): Promise<void> {
    const tell = (type: string, status: Progress['status'], description = '', fields: Document = {}): Promise<void> =>
      this.#tell(id, node, { status, description, event: { ...this.#world.recording.taskEvents[type], ...fields } });
    const directory = join(this.#directory, id);
    for (const name of ['alloc', 'local', 'secrets']) mkdirSync(join(directory, name), { recursive: true });
    const task = taskOf(job, { ID: id, Name: `${job['ID']}.host[0]` }, node, directory);
    writeFileSync(join(directory, 'secrets/nomad_drover.jwt'), this.#identity.token(id, task.env));
    await tell('Received', 'pending');
    await tell('Task Setup', 'pending');
    try {
      await this.#pull(task, tell);
    } catch (error) {
      const { stderr } = error as { readonly stderr: string };
      const why = `Failed to pull \`${task.image}\`: ${stderr.trim()}`;
      await tell('Driver Failure', 'pending', '', { DisplayMessage: why, DriverError: why, Details: { driver_error: why } });
      return tell('Not Restarting', 'failed', 'Failed tasks');
    }
    const code = await this.#runContainer(id, task, () => tell('Started', 'running', 'Tasks are running'));
    const said = { DisplayMessage: `Exit Code: ${code}`, ExitCode: code, Details: { exit_code: String(code), signal: '0' } };
    await tell('Terminated', code === 0 ? 'complete' : 'running', code === 0 ? 'All tasks have completed' : '', said);
    if (code !== 0) await tell('Not Restarting', 'failed', 'Failed tasks');
  }

  async #pull({ image }: Task, tell: (type: string, status: 'pending') => Promise<void>): Promise<void> {
    if (this.#images.has(image)) return;
    await tell('Driver', 'pending');
    await this.#docker('pull', '--quiet', image);
    this.#images.add(image);
  }

  /** @returns the exit code; that of SIGKILL where the container went away with its machine */
  async #runContainer(id: string, { image, flags }: Task, started: () => Promise<void>): Promise<number> {
    const cid = join(this.#directory, id, 'cid');
    const args = ['run', '--rm', '--pull=never', `--name=${nameOf(id)}`, `--cidfile=${cid}`, ...flags, image];
    const files = ['stdout', 'stderr'].map((stream) => openSync(this.logOf(id, stream), 'w'));
    const attached = spawn('docker', ['--host', this.#socket, ...args], { stdio: ['ignore', ...files] });
    for (const fd of files) closeSync(fd);
    const ended = once(attached, 'exit');
    while (attached.exitCode === null && !existsSync(cid)) await pause(10);
    await started();
    const [code] = await ended;
    return code ?? 137;
  }

  /** A node that is down tells when it is back. */
  async #tell(id: string, node: StandInNode, { status, description, event }: Progress): Promise<void> {
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

  #docker(...args: string[]): Promise<unknown> {
    return execute('docker', ['--host', this.#socket, ...args]);
  }
}

function nameOf(allocation: string): string {
  return `drover-${allocation}`;
}
