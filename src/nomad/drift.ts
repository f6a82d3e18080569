import { DroverError } from '../core/errors.ts';
import type { NomadClient } from './client.ts';
import { nextTick } from './cron.ts';
import { type DispatchRequest, dispatchMeta, parameterizedJob } from './dispatch-request.ts';
import type { JobStub, Periodic } from './documents.ts';
import { HostBoard } from './host-board.ts';
import type { HostRun } from './host-run.ts';

/** A timer: a dispatched child of the parameterized, periodic job. */
export interface DriftTimer {
  readonly id: string;
  readonly commit: string;
  readonly role: string;
  readonly check: boolean;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** As crontab(5) has it, with the time zone. */
  readonly crons: readonly string[];
  readonly timeZone: string;
  /** Milliseconds since 1970; null where the timer ticks no more or only Nomad can read when. */
  readonly next: number | null;
  readonly lastTick: DriftTick | null;
}

export interface DriftTick {
  /** ID of the tick's job: its runs name it as their dispatch. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly hosts: readonly HostRun[];
}

export interface DriftStart {
  readonly timer: string;
  /** Timers that it replaced. */
  readonly stopped: readonly string[];
}

/** What of a dispatch a timer can have. */
export type DriftRequest = Pick<DispatchRequest, 'job' | 'commit' | 'roles' | 'check' | 'diff' | 'limit' | 'tags'>;

/**
 * Starts a timer, then stops those that it replaces: at no time is there none.
 * @throws DroverError `NOMAD_…`
 */
export async function startDrift(client: NomadClient, request: DriftRequest, signal: AbortSignal): Promise<DriftStart> {
  const job = await parameterizedJob(client, request.job, signal);
  if (job.Periodic === null) {
    throw new DroverError('NOMAD_REFUSED', `Cannot start a timer with job "${job.ID}": it is not periodic`, {
      hint: 'drover dispatch starts a run',
    });
  }
  const meta = dispatchMeta(request, job);
  const older = await timersOf(client, request.job);
  const { DispatchedJobID: timer } = await client.dispatch(job.ID, meta, crypto.randomUUID());
  try {
    return { timer, stopped: await stopAll(client, older) };
  } catch (error) {
    if (!(error instanceof DroverError)) throw error;
    const message = `${error.message}; the new timer ${timer} runs beside it`;
    throw new DroverError(error.code, message, { hint: error.hint, cause: error });
  }
}

/** Stops every timer. @returns their IDs */
export async function stopDrift(client: NomadClient, job: string): Promise<readonly string[]> {
  return stopAll(client, await timersOf(client, job));
}

/** Every timer with what its last tick found, the newest first. */
export async function driftTimers(client: NomadClient, job: string, now: number): Promise<readonly DriftTimer[]> {
  const jobs = await client.jobs(prefixOf(job));
  const timers = jobs.filter((one) => isTimer(one, job)).sort((one, other) => other.SubmitTime - one.SubmitTime);
  return Promise.all(timers.map((timer) => timerOf(client, timer, jobs, now)));
}

async function timerOf(client: NomadClient, stub: JobStub, jobs: readonly JobStub[], now: number): Promise<DriftTimer> {
  const { Periodic: periodic } = await client.job(stub.ID);
  const crons = cronsOf(periodic);
  const timeZone = periodic?.TimeZone || 'UTC';
  const ticks = crons.map((cron) => nextTick(cron, timeZone, now)).filter((tick) => tick !== undefined);
  const last = jobs.filter(({ ParentID }) => ParentID === stub.ID).sort((one, other) => tickTime(other) - tickTime(one))[0];
  return {
    id: stub.ID,
    commit: stub.Meta?.['COMMIT'] ?? '',
    role: stub.Meta?.['ROLE'] ?? '',
    check: stub.Meta?.['CHECK'] === 'true',
    started: stub.SubmitTime / 1e6,
    crons,
    timeZone,
    next: ticks.length === 0 || periodic?.Enabled === false ? null : Math.min(...ticks),
    lastTick: last === undefined ? null : await tickOf(client, last),
  };
}

async function tickOf(client: NomadClient, stub: JobStub): Promise<DriftTick> {
  const board = new HostBoard([]);
  for (const allocation of await client.allocations(stub.ID)) board.take(allocation);
  return { id: stub.ID, time: tickTime(stub), hosts: board.hosts };
}

function cronsOf(periodic: Periodic | null): readonly string[] {
  if (periodic?.Specs && periodic.Specs.length > 0) return periodic.Specs;
  return periodic?.Spec ? [periodic.Spec] : [];
}

async function timersOf(client: NomadClient, job: string): Promise<readonly JobStub[]> {
  return (await client.jobs(prefixOf(job))).filter((one) => isTimer(one, job));
}

async function stopAll(client: NomadClient, timers: readonly JobStub[]): Promise<readonly string[]> {
  for (const { ID } of timers) await client.stop(ID);
  return timers.map(({ ID }) => ID);
}

function prefixOf(job: string): string {
  return `${job}/dispatch-`;
}

/** Its ticks are listed with it; they are its children. */
function isTimer({ ParentID, Stop, Status }: JobStub, job: string): boolean {
  return ParentID === job && !Stop && Status !== 'dead';
}

/** A tick's ID ends with its time, in seconds. */
function tickTime({ ID, SubmitTime }: JobStub): number {
  const seconds = /\/periodic-(\d+)$/.exec(ID)?.[1];
  return seconds === undefined ? SubmitTime / 1e6 : Number(seconds) * 1000;
}
