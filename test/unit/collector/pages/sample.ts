import { createHash } from 'node:crypto';
import type { Diff } from '../../../../src/core/diff.ts';
import type { ItemEnd, Recap, RunEvent, TaskResult } from '../../../../src/core/events.ts';
import type { ReportPart } from '../../../../src/core/report.ts';

const hour = 3_600_000;
export const oldCommit = '4be1c0d29a7f3e5d8c61b2a4907e6f1d3c5b8a20';
export const newCommit = 'a81f3c5d7e9b20416c8d0f2a4b6e8c1d3f5a7092';

/** A task of the sample: what it is, and how it ends where nothing is to be done. */
interface SampleTask {
  readonly role: string;
  readonly name: string;
  readonly module: string;
  readonly line: number;
  readonly result?: TaskResult;
  readonly ms: number;
  readonly handler?: boolean;
}

const tasks: readonly SampleTask[] = [
  { role: 'xbps-repoconf', name: 'Set the mirror', module: 'copy', line: 1, ms: 4 },
  { role: 'base', name: 'Install the tools', module: 'xbps', line: 1, ms: 212 },
  { role: 'base', name: 'Set the time zone', module: 'file', line: 8, ms: 2 },
  { role: 'ssh_keys', name: 'Authorize the keys of the operators', module: 'authorized_key', line: 3, ms: 9 },
  { role: 'chrony', name: 'Install chrony', module: 'xbps', line: 1, ms: 3 },
  { role: 'chrony', name: 'Configure chrony', module: 'template', line: 7, ms: 6 },
  { role: 'chrony', name: 'Enable chrony', module: 'runit', line: 14, ms: 11 },
  { role: 'docker', name: 'Install Docker', module: 'xbps', line: 1, ms: 2 },
  { role: 'docker', name: 'Configure the Docker daemon', module: 'template', line: 8, ms: 5 },
  { role: 'docker', name: 'Load br_netfilter', module: 'modprobe', line: 16, ms: 3, result: 'skipped' },
  { role: 'nomad', name: 'Install Nomad', module: 'xbps', line: 1, ms: 2 },
  { role: 'nomad', name: 'Configure Nomad', module: 'template', line: 9, ms: 7 },
  { role: 'nomad', name: 'Make the data folders', module: 'file', line: 18, ms: 4 },
  { role: 'nomad', name: 'Wait for the API', module: 'uri', line: 31, ms: 1408 },
];

/** How a task ended other than quietly. */
export interface Ending {
  readonly result: TaskResult;
  readonly msg?: string;
  readonly diff?: readonly Diff[];
  readonly items?: readonly ItemEnd[];
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface SampleRun {
  readonly host: string;
  readonly run: string;
  readonly started: number;
  readonly commit?: string;
  readonly check?: boolean;
  readonly dispatch?: string | null;
  /** By the names of tasks; a failure ends the run. */
  readonly endings?: Readonly<Record<string, Ending>>;
  /** Tasks after which the run has not gone on yet; all where it is over. */
  readonly until?: number;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** The report of a run as the agent sends it, in one part. */
export function report(sample: SampleRun): ReportPart {
  const { host, run, started, commit = newCommit, check = false, dispatch = null, endings = {}, until } = sample;
  const failure = tasks.findIndex(({ name }) => endings[name]?.result === 'failed');
  const ran = tasks.slice(0, until ?? (failure === -1 ? tasks.length : failure + 1));
  const ends = ran.map((task) => taskEnd(task, host, endings[task.name]));
  const roles = ['base', 'chrony', 'docker', 'nomad'];
  const start = { run, host, commit, version: '0.1.0', check, started: new Date(started).toISOString(), playbook: 'site.yml' };
  const ms = 180 + ends.reduce((sum, end) => sum + end.ms, 0);
  const events: RunEvent[] = [
    { event: 'run_start', ...start, roles, dispatch },
    { event: 'facts', facts: sample.facts ?? factsOf(host) },
    { event: 'play_start', play: 'Base', span: 'site.yml:1:3', matched: true },
    ...ends,
  ];
  const status = failure === -1 ? 'done' : 'failed';
  const message = failure === -1 ? {} : { message: `A task failed: ${tasks[failure]?.name}` };
  if (until === undefined) events.push({ event: 'run_end', run, host, status, recap: recapOf(ends), ms, ...message });
  const job = dispatch === null ? { allocation: null, node: null } : { allocation: uuid(run), node: uuid(host) };
  return { head: { report: 1, run, host, ...job, dispatch, from: 0 }, events };
}

type TaskEnd = Extract<RunEvent, { event: 'task_end' }>;

function taskEnd({ role, name, module, line, ms, result = 'ok', handler }: SampleTask, host: string, ending?: Ending): TaskEnd {
  return {
    event: 'task_end',
    host,
    play: 'Base',
    role,
    task: name,
    module: `ansible.builtin.${module}`,
    span: `roles/${role}/${handler ? 'handlers' : 'tasks'}/main.yml:${line}:3`,
    ms: ending === undefined ? ms : ms * 3 + 14,
    result,
    ...ending,
  };
}

function recapOf(ends: readonly TaskEnd[]): Recap {
  const of = (...results: TaskResult[]) => ends.filter(({ result }) => results.includes(result)).length;
  const counts = {
    changed: of('changed'),
    failed: of('failed'),
    skipped: of('skipped'),
    rescued: of('rescued'),
    ignored: of('ignored'),
  };
  return { ok: of('ok', 'changed', 'ignored'), unreachable: 0, ...counts };
}

function uuid(seed: string): string {
  const digits = createHash('sha256').update(seed).digest('hex');
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20, 32)].join('-');
}

function factsOf(host: string): Readonly<Record<string, unknown>> {
  return {
    architecture: 'x86_64',
    default_ipv4: { address: '10.0.4.17', gateway: '10.0.4.1', interface: 'eth0' },
    distribution: 'Void',
    distribution_version: 'rolling',
    hostname: host,
    kernel: '6.12.41_1',
    memtotal_mb: 15_884,
    pkg_mgr: 'xbps',
    processor_count: 4,
    service_mgr: 'runit',
  };
}

const chronyDiff: Diff = {
  before: '# Managed by Drover\npool pool.ntp.org iburst\ndriftfile /var/lib/chrony/drift\nmakestep 1.0 3\nrtcsync\n',
  after:
    '# Managed by Drover\nserver ntp1.example.net iburst\nserver ntp2.example.net iburst\ndriftfile /var/lib/chrony/drift\nmakestep 0.1 3\nrtcsync\n',
  beforeHeader: '/etc/chrony.conf',
  afterHeader: '/etc/chrony.conf',
};

/** Endings that make a host changed, drifted or failed. */
export const endings = {
  rollout: {
    'Configure chrony': { result: 'changed', diff: [chronyDiff] },
    'Install the tools': {
      result: 'changed',
      items: [
        { item: 'curl', result: 'ok' },
        { item: 'htop', result: 'changed', diff: [{ before: { htop: 'absent' }, after: { htop: '3.4.1_1' } }] },
        { item: 'jq', result: 'ok' },
      ],
    },
    'Configure the Docker daemon': {
      result: 'changed',
      diff: [
        {
          before: '{\n  "log-driver": "json-file",\n  "live-restore": true\n}\n',
          after: '{\n  "log-driver": "local",\n  "live-restore": true\n}\n',
          beforeHeader: '/etc/docker/daemon.json',
          afterHeader: '/etc/docker/daemon.json',
        },
      ],
    },
  },
  drift: {
    'Configure Nomad': {
      result: 'changed',
      diff: [
        {
          before: 'datacenter = "fra1"\nlog_level  = "DEBUG"\n\nclient {\n  enabled = true\n}\n',
          after: 'datacenter = "fra1"\nlog_level  = "INFO"\n\nclient {\n  enabled = true\n}\n',
          beforeHeader: '/etc/nomad.d/nomad.hcl',
          afterHeader: '/etc/nomad.d/nomad.hcl',
        },
      ],
    },
    'Make the data folders': {
      result: 'changed',
      diff: [{ before: { mode: '0755', path: '/var/lib/nomad' }, after: { mode: '0700', path: '/var/lib/nomad' } }],
    },
  },
  failure: {
    'Configure chrony': { result: 'changed', diff: [chronyDiff] },
    'Install Docker': {
      result: 'failed',
      msg: 'Cannot install package docker: xbps-install exited with 28\nERROR: [reposync] failed to fetch file `https://repo.example.net/current/x86_64-repodata`: Operation timed out',
      details: {
        rc: 28,
        stdout: "[*] Updating repository `https://repo.example.net/current/x86_64-repodata' ...\n",
        stderr: 'ERROR: [reposync] Operation timed out\n',
      },
    },
  },
} satisfies Record<string, Readonly<Record<string, Ending>>>;

/** One dispatch of the sample, as `drover dispatch` announces it. */
export interface SampleDispatch {
  readonly dispatch: string;
  readonly commit: string;
  readonly roles: readonly string[];
  readonly started: number;
  readonly by: string;
  readonly hosts: readonly string[];
}

export const hosts = ['nomad-1', 'nomad-2', 'nomad-3', ...Array.from({ length: 9 }, (_, at) => `client-0${at + 1}`)];

/** A week of twelve hosts: a check every six hours, then a dispatch of a new commit that fails on one host and never reaches another. */
export function sampleWeek(now: number): { reports: ReportPart[]; dispatch: SampleDispatch } {
  const reports: ReportPart[] = [];
  for (let back = 28; back > 0; back--) reports.push(...hosts.map((host, at) => weekRun(host, at, back, now)));
  const started = now - 2 * hour;
  const id = `drover/dispatch-${Math.floor(started / 1000)}-5e1f77a2`;
  const dispatch = { dispatch: id, commit: newCommit, roles: ['base'], started, by: 'git push by mira', hosts };
  const reached = hosts.filter((host) => host !== 'client-09' && host !== 'client-02');
  reports.push(...reached.map((host) => rolloutRun(host, started + 900, id)));
  const checked = hosts.filter((host) => !['client-01', 'client-04', 'client-09'].includes(host));
  reports.push(...checked.map((host, at) => lastCheck(host, now - 14 * 60_000 + at * 700)));
  return { reports, dispatch };
}

function rolloutRun(host: string, started: number, dispatch: string): ReportPart {
  const found = host === 'client-04' ? endings.failure : endings.rollout;
  return report({ host, run: runName(started, host), started, dispatch, endings: found });
}

function lastCheck(host: string, started: number): ReportPart {
  const found = host === 'client-02' ? endings.rollout : host === 'client-07' ? endings.drift : {};
  return report({ host, run: runName(started, host), started, check: true, endings: found });
}

function weekRun(host: string, at: number, back: number, now: number): ReportPart {
  const started = now - back * 6 * hour + at * 900;
  const first = back === 28 ? { endings: endings.rollout } : { check: true };
  const hasDrifted = back < 27 && (at * 7 + back * 3) % 31 === 0;
  const drift = hasDrifted || (host === 'client-07' && back > 8 && back < 13) ? { endings: endings.drift } : {};
  const failed = host === 'client-04' && back > 18 && back < 21 ? { endings: endings.failure } : {};
  return report({ host, run: runName(started, host), started, commit: oldCommit, ...first, ...drift, ...failed });
}

/** As the agent names runs: the time, then what tells it from others of that time. */
export function runName(time: number, host: string): string {
  const stamp = new Date(time).toISOString().replace(/[-:]|\.\d+Z$/g, '');
  return `${stamp}-${uuid(`${host}${time}`).slice(0, 8)}`;
}
