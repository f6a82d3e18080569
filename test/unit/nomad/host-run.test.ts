import { describe, expect, it } from 'vitest';
import type { Allocation, TaskEvent } from '../../../src/nomad/documents.ts';
import { hostRun } from '../../../src/nomad/host-run.ts';

const allocation: Allocation = {
  ID: 'a1',
  JobID: 'drover/dispatch-1',
  NodeID: 'n1',
  NodeName: 'node1',
  DesiredStatus: 'run',
  DesiredDescription: '',
  ClientStatus: 'pending',
  ClientDescription: '',
  TaskStates: null,
  CreateIndex: 1,
  ModifyIndex: 1,
  CreateTime: 0,
  ModifyTime: 0,
};

/** An allocation with the events of its task. Their texts are those of Nomad 2.0.6-dev and Docker 20.10 and 28.2. */
function withEvents(change: Partial<Allocation>, ...events: readonly [string, string, Record<string, string>?][]): Allocation {
  const Events = events.map(([Type, DisplayMessage, Details = {}]): TaskEvent => ({ Type, DisplayMessage, Details, Time: 0 }));
  const state = { State: 'dead', Failed: false, StartedAt: null, FinishedAt: null, Events } as const;
  return { ...allocation, ...change, TaskStates: { drover: state } };
}

const ended = (code: number, more: Record<string, string> = {}): [string, string, Record<string, string>] => [
  'Terminated',
  `Exit Code: ${code}`,
  { exit_code: String(code), signal: '0', oom_killed: 'false', ...more },
];

describe('A host of a dispatch', () => {
  it.each<[string, Allocation, string, string | null]>([
    ['placed', allocation, 'pending', null],
    [
      'pulling',
      withEvents({}, ['Task Setup', 'Building Task Directory'], ['Driver', 'Downloading image']),
      'pending',
      'the image is being pulled',
    ],
    ['running', withEvents({ ClientStatus: 'running' }, ['Started', 'Task started by client']), 'running', null],
    ['out of touch', withEvents({ ClientStatus: 'unknown' }), 'running', 'the node does not answer'],
    ['done', withEvents({ ClientStatus: 'complete' }, ended(0)), 'done', null],
    [
      'out of time',
      withEvents({ ClientStatus: 'complete', ClientDescription: 'allocation exceeded max_run_duration' }, ended(143)),
      'failed',
      'Nomad ended the run: its time was over',
    ],
    [
      'stopped',
      withEvents(
        { ClientStatus: 'complete', DesiredStatus: 'stop', DesiredDescription: 'alloc not needed as job is stopped' },
        ended(143),
        ['Killed', 'Task successfully killed'],
      ),
      'failed',
      'the run was stopped: alloc not needed as job is stopped',
    ],
    [
      'stopped before it began',
      { ...allocation, ClientStatus: 'complete', DesiredStatus: 'evict' },
      'failed',
      'the run was stopped',
    ],
    ['failed', withEvents({ ClientStatus: 'failed' }, ended(4)), 'failed', 'a task failed (exit code 4)'],
    [
      'refused',
      withEvents({ ClientStatus: 'failed' }, ended(5)),
      'failed',
      'the agent refused: another run, an older commit, or a host that is not in the inventory (exit code 5)',
    ],
    ['odd', withEvents({ ClientStatus: 'failed' }, ended(77)), 'failed', 'the agent ended with exit code 77'],
    ['killed', withEvents({ ClientStatus: 'failed' }, ended(137, { signal: '9' })), 'failed', 'the agent was killed by signal 9'],
    [
      'too large',
      withEvents({ ClientStatus: 'failed' }, ended(137, { signal: '9', oom_killed: 'true' })),
      'failed',
      'the agent needed more memory than the job gives it (resources.memory)',
    ],
    [
      'lost',
      { ...allocation, ClientStatus: 'lost', DesiredDescription: 'alloc is lost since its node is down' },
      'lost',
      'the node was lost during the run: alloc is lost since its node is down',
    ],
    [
      'failed without a word',
      { ...allocation, ClientStatus: 'failed', ClientDescription: 'Failed tasks' },
      'failed',
      'Failed tasks',
    ],
    [
      'failed in a way nobody foresaw',
      withEvents({ ClientStatus: 'failed' }, ['Setup Failure', 'failed  to\nmount']),
      'failed',
      'the task did not start: failed to mount',
    ],
  ])('that is %s', (_, given, state, message) => {
    expect(hostRun('web1', given)).toMatchObject({ host: 'web1', node: 'n1', allocation: 'a1', state, message });
  });

  it.each([
    [
      'Failed to pull `127.0.0.1:5000/drover:abc`: Error response from daemon: manifest for 127.0.0.1:5000/drover:abc not found: manifest unknown: manifest unknown',
      'the image cannot be pulled: the registry has no such image (drover release pushes it)',
    ],
    [
      'Failed to pull `127.0.0.1:9/drover:abc`: Error response from daemon: Get "http://127.0.0.1:9/v2/": dial tcp 127.0.0.1:9: connect: connection refused',
      'the image cannot be pulled: the registry cannot be reached',
    ],
    [
      'Failed to pull `r.example/drover:abc`: Error response from daemon: Head "https://r.example/v2/drover/manifests/abc": no basic auth credentials',
      "the image cannot be pulled: the registry refuses the node's login",
    ],
    [
      'Failed to pull `10.0.0.1:5000/drover:abc`: Error response from daemon: Get "https://10.0.0.1:5000/v2/": http: server gave HTTP response to HTTPS client',
      'the image cannot be pulled: the registry speaks plain HTTP, which Docker takes from loopback only',
    ],
    [
      'Failed to create container configuration for image "x" ("sha256:1"): volumes are not enabled; cannot mount host path: "/"',
      'the task did not start: the node\'s Docker plugin forbids volumes: plugin "docker" { config { volumes { enabled = true } } }',
    ],
    [
      'Failed to create container configuration for image "x" ("sha256:1"): Docker privileged mode is disabled on this Nomad agent',
      "the task did not start: the node's Docker plugin forbids privileged containers: allow_privileged has to be true",
    ],
    [
      'Failed to create container configuration for image "x" ("sha256:1"): driver does not allow the following capabilities: sys_admin',
      "the task did not start: the node's Docker plugin forbids a capability: allow_caps has to name it",
    ],
    [
      'Failed to pull `x`: write /var/lib/docker/tmp/1: no space left on device',
      "the image cannot be pulled: the node's disk is full",
    ],
  ])('says plainly what Docker means with %s', (text, message) => {
    const run = hostRun('web1', withEvents({ ClientStatus: 'failed' }, ['Driver Failure', text]));
    expect(run).toMatchObject({ state: 'failed', message, details: text });
  });

  it('knows how long the agent ran, and its exit code', () => {
    const given = withEvents({ ClientStatus: 'failed' }, ended(4));
    const [task] = Object.values(given.TaskStates ?? {});
    const times = { StartedAt: '2026-11-21T20:00:00.000000001Z', FinishedAt: '2026-11-21T20:00:01.25Z' };
    const TaskStates = task === undefined ? null : { drover: { ...task, ...times } };
    expect(hostRun('web1', { ...given, TaskStates })).toMatchObject({ ms: 1250, exit: 4 });
  });
});
