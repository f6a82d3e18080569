import { gzipSync } from 'node:zlib';
import type { RunEvent, TaskResult } from '../../../../src/core/events.ts';
import type { ReportHead } from '../../../../src/core/report.ts';

export interface ReportOptions {
  readonly run?: string;
  readonly host?: string;
  readonly commit?: string | null;
  readonly check?: boolean;
  readonly roles?: readonly string[];
  readonly dispatch?: string | null;
  readonly allocation?: string | null;
  /** Milliseconds since 1970. */
  readonly started?: number;
  readonly status?: 'done' | 'failed' | 'interrupted';
  /** Results of the tasks, each with the role it belongs to. */
  readonly tasks?: readonly (readonly [TaskResult, string | null])[];
}

/** When the runs of the tests start, unless they say otherwise. */
export const noon = Date.parse('2026-03-01T12:00:00Z');

/** What a run tells, from its start to its end. */
export function eventsOf(options: ReportOptions = {}): RunEvent[] {
  const { run = 'run-1', host = 'web1', commit = 'c1', check = false, roles = [], dispatch = null } = options;
  const { started = noon, status = 'done', tasks = [['ok', 'base']] } = options;
  const count = (wanted: readonly TaskResult[]): number => tasks.filter(([result]) => wanted.includes(result)).length;
  const recap = {
    ok: count(['ok', 'changed', 'ignored']),
    changed: count(['changed']),
    unreachable: 0,
    failed: count(['failed']),
    skipped: count(['skipped']),
    rescued: count(['rescued']),
    ignored: count(['ignored']),
  };
  const begin = new Date(started).toISOString();
  return [
    { event: 'run_start', run, host, commit, version: '1.0', check, started: begin, playbook: 'site.yml', roles, dispatch },
    ...tasks.map(([result, role], index) => taskEnd(index + 1, result, role, host)),
    { event: 'run_end', run, host, status, recap, ms: 1_500 },
  ];
}

export function taskEnd(number: number, result: TaskResult, role: string | null, host: string): RunEvent {
  return {
    event: 'task_end',
    play: 'Base',
    role,
    task: `Task ${number}`,
    module: 'ansible.builtin.copy',
    span: `roles/${role}/tasks/main.yml:${number}:3`,
    host,
    result,
    ms: 3,
    ...(result === 'changed' && { diff: [{ before: 'old\n', after: 'new\n' }] }),
  };
}

/** A part of a report as it travels, before it is packed. */
export function partOf(
  options: ReportOptions = {},
  from = 0,
  events: readonly RunEvent[] = eventsOf(options).slice(from),
): string {
  const { run = 'run-1', host = 'web1', dispatch = null, allocation = null } = options;
  const head: ReportHead = { report: 1, run, host, allocation, node: null, dispatch, from };
  return `${[head, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** The request that brings a part. */
export function post(part: string | Uint8Array, token?: string): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-encoding': 'gzip', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    body: typeof part === 'string' ? new Uint8Array(gzipSync(part)) : new Uint8Array(part),
  };
}
