import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NomadClient } from '../../../src/nomad/client.ts';
import type { Collector } from '../../../src/nomad/collector.ts';
import { doctor } from '../../../src/nomad/doctor/doctor.ts';
import { doctorStatus, type Finding, ok } from '../../../src/nomad/doctor/finding.ts';
import type { NodeStub } from '../../../src/nomad/documents.ts';
import { connectionTo, nomadServer, type Route } from './nomad-server.ts';
import { recorded } from './recorded.ts';

const directory = mkdtempSync(join(tmpdir(), 'drover-doctor-'));
writeFileSync(join(directory, 'drover.nomad.hcl'), '# Runs.\njob "drover" {\n}\n');
afterAll(() => rmSync(directory, { recursive: true }));

const task = {
  Name: 'drover',
  Driver: 'docker',
  Config: { image: 'r.example/drover:x', cap_add: ['chown'] },
  Env: null,
  Constraints: null,
};
const job = { ...recorded().job, TaskGroups: [{ Name: 'host', Constraints: null, Tasks: [task] }] };
const docker = {
  Detected: true,
  Healthy: true,
  HealthDescription: 'Healthy',
  Attributes: { 'driver.docker.volumes.enabled': 'true' },
};
const nodes = recorded().nodes.map((node): NodeStub => ({ ...node, Drivers: { docker } }));
const notFound: Route = { status: 404, body: 'job not found' };
const denied: Route = { status: 403, body: 'Permission denied' };
const probe = 'drover-doctor-asks-for-no-job';

const well: Record<string, Route> = {
  'GET /v1/status/leader': { body: '"127.0.0.1:4647"' },
  'GET /v1/agent/self': { body: { config: { Version: { Version: '2.0.6' }, Server: { EnabledSchedulers: null } } } },
  'GET /v1/acl/token/self': {
    body: { AccessorID: 'a', Name: 'alice', Type: 'client', Policies: ['drover-operator'], Roles: null },
  },
  [`GET /v1/job/${probe}`]: notFound,
  [`POST /v1/job/${probe}/dispatch`]: { status: 500, body: 'parameterized job not found' },
  'GET /v1/jobs': { body: [] },
  'GET /v1/nodes': { body: nodes },
  'GET /v1/operator/scheduler/configuration': {
    body: {
      SchedulerConfig: {
        PreemptionConfig: { SysBatchSchedulerEnabled: true },
        PauseEvalBroker: false,
        RejectJobRegistration: false,
      },
    },
  },
  'GET /v1/job/drover': { body: job },
  'GET /v1/job/drover-drift': { body: { ...job, ID: 'drover-drift' } },
  'GET /v1/job/drover-collector': { body: { ...job, ID: 'drover-collector' } },
  'GET /v1/job/drover/submission': { body: { Source: '# Runs.\njob "drover" {\n}', Format: 'hcl2' } },
};

interface Surroundings {
  readonly collector?: Collector;
  readonly token?: string;
}

async function findings(
  change: Record<string, Route> = {},
  { collector, token = 'secret' }: Surroundings = {},
): Promise<Finding[]> {
  const nomad = await nomadServer({ ...well, ...change });
  const client = new NomadClient(connectionTo(nomad, token === '' ? {} : { NOMAD_TOKEN: token }));
  const asked: Finding[] = [];
  const checkImage = async (image: string) => [ok('registry', image)];
  for await (const finding of doctor(client, { jobs: directory, collector, checkImage })) asked.push(finding);
  return asked;
}

const bad = (all: readonly Finding[]) =>
  all
    .filter(({ status }) => status !== 'ok')
    .map(({ status, check, message, mend }) => `${status} ${check}: ${message} | ${mend}`);

/** A collector that is well. */
const collecting: Record<string, Route> = {
  'GET /healthz': { body: 'ok' },
  'GET /api/v1/hosts': { body: { items: [], cursor: null } },
};

describe('The doctor', () => {
  it('finds nothing where all is well', async () => {
    const { address } = await nomadServer(collecting);
    const all = await findings({}, { collector: { address, token: 't' } });
    expect(bad(all)).toEqual([]);
    expect(all.map(({ check, message }) => `${check}: ${message}`)).toEqual([
      expect.stringMatching(/^nomad: http:.* answers$/),
      'leader: 127.0.0.1:4647',
      'clock: Nomad and this machine agree',
      'version: Nomad 2.0.6',
      'token: "alice" may do what drover-operator allows',
      'read-job: granted',
      'dispatch-job: granted',
      'list-jobs: granted',
      'node:read: granted',
      'scheduler: takes sysbatch jobs, with preemption',
      `job drover: it is registered as in ${join(directory, 'drover.nomad.hcl')}`,
      'job drover-drift: it is registered',
      'job drover-collector: it is registered',
      'nodes: node1, node2, node3: ready, docker is healthy, Nomad 2.0.6-dev; Nomad does not tell whether allow_caps has chown',
      'registry: r.example/drover:x',
      `collector: ${address} answers`,
      'clock: the collector and this machine agree',
      'collector: DROVER_TOKEN may read',
    ]);
    expect(doctorStatus(all)).toBe(0);
  });

  const scheduler = (change: object): Route => ({
    body: {
      SchedulerConfig: {
        PreemptionConfig: { SysBatchSchedulerEnabled: true },
        PauseEvalBroker: false,
        RejectJobRegistration: false,
        ...change,
      },
    },
  });
  const set = 'nomad operator scheduler set-config';
  const first = (change: Partial<NodeStub>): Route => ({
    body: nodes.map((node) => (node.Name === 'node1' ? { ...node, ...change } : node)),
  });
  const plugin = 'in the client\'s configuration, plugin "docker" { config';
  const file = join(directory, 'drover.nomad.hcl');

  it.each<[string, Record<string, Route>, string, number]>([
    [
      'an old Nomad',
      { 'GET /v1/agent/self': { body: { config: { Version: { Version: '1.6.2' } } } } },
      'fail version: Nomad 1.6.2 is too old | upgrade to 1.7 or newer',
      4,
    ],
    [
      'a scheduler that is off',
      {
        'GET /v1/agent/self': { body: { config: { Version: { Version: '1.10.0' }, Server: { EnabledSchedulers: ['batch'] } } } },
      },
      'fail scheduler: the scheduler for sysbatch jobs is off | server { enabled_schedulers } in the configuration of the servers has to hold "sysbatch"',
      4,
    ],
    [
      'a missing right',
      { [`POST /v1/job/${probe}/dispatch`]: denied },
      'fail dispatch-job: missing: nothing can be dispatched | jobs/policies has a policy with what is needed',
      4,
    ],
    [
      'a right that helps',
      { 'GET /v1/jobs': denied },
      'warn list-jobs: missing: drover drift finds no timers | jobs/policies has a policy with what is needed',
      0,
    ],
    [
      'no ACLs',
      { 'GET /v1/acl/token/self': { body: { AccessorID: 'acls-disabled', Name: 'ACLs disabled token', Type: 'client' } } },
      'warn token: ACLs are off: whoever reaches Nomad is root on every node | acl { enabled = true } in the configuration of the servers, then nomad acl bootstrap',
      0,
    ],
    [
      'a token that ends soon',
      {
        'GET /v1/acl/token/self': {
          body: {
            AccessorID: 'a',
            Name: 'alice',
            Type: 'management',
            ExpirationTime: new Date(Date.now() + 5_000_000).toISOString(),
          },
        },
      },
      'warn token: "alice" expires within 2 h | nomad acl token create makes a new one',
      0,
    ],
    [
      'no preemption',
      { 'GET /v1/operator/scheduler/configuration': scheduler({ PreemptionConfig: { SysBatchSchedulerEnabled: false } }) },
      `warn scheduler: a node that is full gets no run: preemption is off for sysbatch | ${set} -preempt-sysbatch-scheduler=true`,
      0,
    ],
    [
      'a paused scheduler',
      { 'GET /v1/operator/scheduler/configuration': scheduler({ PauseEvalBroker: true }) },
      `fail scheduler: it is paused: nothing is placed | ${set} -pause-eval-broker=false`,
      4,
    ],
    [
      'a scheduler that takes no jobs',
      { 'GET /v1/operator/scheduler/configuration': scheduler({ RejectJobRegistration: true }) },
      `fail scheduler: it takes no jobs from tokens that are not for management | ${set} -reject-job-registration=false`,
      4,
    ],
    [
      'a missing job',
      { 'GET /v1/job/drover-drift': notFound },
      'warn job drover-drift: it is not registered | nomad job run jobs/drover-drift.nomad.hcl',
      0,
    ],
    [
      'another text',
      { 'GET /v1/job/drover/submission': { body: { Source: 'job "drover" {}', Format: 'hcl2' } } },
      `warn job drover: it is registered with another text than ${file} | nomad job run ${file}`,
      0,
    ],
    [
      'a stopped job',
      { 'GET /v1/job/drover': { body: { ...job, Stop: true } } },
      `fail job drover: it is stopped | nomad job run ${file}`,
      4,
    ],
    [
      'a node that is down',
      { 'GET /v1/nodes': first({ Status: 'down' }) },
      'warn nodes: node1: down, a dispatch shows it as silent | nomad node status shows since when',
      0,
    ],
    [
      'a node without Docker',
      { 'GET /v1/nodes': first({ Drivers: {} }) },
      'fail nodes: node1: no docker driver | nomad job dispatch -meta COMMIT=… -meta ROLE=docker drover-raw installs Docker',
      4,
    ],
    [
      'a node whose Docker is ill',
      { 'GET /v1/nodes': first({ Drivers: { docker: { ...docker, Healthy: false, HealthDescription: 'no daemon' } } }) },
      'fail nodes: node1: the docker driver is unhealthy: no daemon | systemctl status docker, or sv status docker, there',
      4,
    ],
    [
      'a node that forbids volumes',
      { 'GET /v1/nodes': first({ Drivers: { docker: { ...docker, Attributes: {} } } }) },
      `fail nodes: node1: Docker volumes are off | ${plugin} { volumes { enabled = true } } }`,
      4,
    ],
    ['no node', { 'GET /v1/nodes': { body: [] } }, 'fail nodes: Nomad has no node | nomad agent -config … starts a client', 4],
  ])('finds %s', async (_, change, expected, status) => {
    const { address } = await nomadServer(collecting);
    const all = await findings(change, { collector: { address, token: 't' } });
    expect(bad(all)).toEqual([expected]);
    expect(doctorStatus(all)).toBe(status);
  });

  it.each<[number, RegExp, number]>([
    [
      -20_000,
      /^warn clock: Nomad's clock is 2[01] s behind this machine's \| chronyc makestep, on the machine whose clock is wrong$/,
      0,
    ],
    [100_000, /^fail clock: Nomad's clock is (99|100) s ahead of this machine's \| chronyc makestep/, 4],
  ])('finds a clock that is %i ms off', async (off, expected, status) => {
    const leader: Route = () => ({ body: '"x"', headers: { date: new Date(Date.now() + off).toUTCString() } });
    const { address } = await nomadServer(collecting);
    const all = await findings({ 'GET /v1/status/leader': leader }, { collector: { address, token: 't' } });
    expect(bad(all)).toEqual([expect.stringMatching(expected)]);
    expect(doctorStatus(all)).toBe(status);
  });

  it('finds a job that wants more than a node allows', async () => {
    const wanted = {
      ...job,
      TaskGroups: [{ Name: 'host', Constraints: null, Tasks: [{ ...task, Config: { privileged: true } }] }],
    };
    expect(bad(await findings({ 'GET /v1/job/drover': { body: wanted } }))).toContain(
      `fail nodes: node1, node2, node3: the job is privileged, which the node forbids | ${plugin} { allow_privileged = true } }`,
    );
  });

  it('goes no further where the job is missing, and says what depends on it', async () => {
    const all = await findings({ 'GET /v1/job/drover': notFound });
    expect(bad(all)).toContain(`fail job drover: it is not registered | nomad job run ${join(directory, 'drover.nomad.hcl')}`);
    expect(bad(all)).toContain('warn registry: known once the job drover is registered | null');
    expect(doctorStatus(all)).toBe(4);
  });

  it('says that no token is used', async () => {
    const anonymous: Route = {
      body: { AccessorID: 'anonymous', Name: 'Anonymous Token', Type: 'client', Policies: ['anonymous'] },
    };
    expect(bad(await findings({ 'GET /v1/acl/token/self': anonymous }, { token: '' }))).toContain(
      'warn token: none is used | set NOMAD_TOKEN',
    );
  });

  it.each<[Record<string, Route>]>([
    [{ 'GET /v1/status/leader': { status: 500, body: 'No cluster leader' } }],
    [{ 'GET /v1/status/leader': { body: '""' } }],
  ])('looks no further at a Nomad without a leader', async (change) => {
    const all = await findings(change);
    expect(all.some(({ check }) => check === 'nodes')).toBe(false);
    expect(doctorStatus(all)).toBe(6);
  });
});

describe('The doctor, of the collector', () => {
  it.each<[Record<string, Route>, string | undefined, string, number]>([
    [
      { ...collecting, 'GET /healthz': { status: 503, body: { error: 'The disk is full' } } },
      't',
      'fail collector: {address} is not well: The disk is full | nomad alloc logs -job drover-collector',
      4,
    ],
    [{ ...collecting, 'GET /api/v1/hosts': { status: 401, body: {} } }, 't', 'fail collector: DROVER_TOKEN is refused', 4],
    [{ ...collecting, 'GET /api/v1/hosts': { status: 401, body: {} } }, undefined, 'warn collector: it wants a token', 0],
    [
      { ...collecting, 'GET /api/v1/hosts': { status: 403, body: {} } },
      't',
      'warn collector: DROVER_TOKEN may not read: a recap has no counts of the runs',
      0,
    ],
  ])('finds what %j with token %s means', async (routes, token, expected, status) => {
    const { address } = await nomadServer(routes);
    const all = await findings({}, { collector: { address, token } });
    expect(bad(all)).toEqual([expect.stringContaining(expected.replace('{address}', address))]);
    expect(doctorStatus(all)).toBe(status);
  });

  it('finds that it does not answer', async () => {
    const all = await findings({}, { collector: { address: 'http://127.0.0.1:1', token: 't' } });
    expect(bad(all)).toEqual([
      'fail collector: http://127.0.0.1:1: it cannot be reached (ECONNREFUSED) | nomad job status drover-collector; DROVER_COLLECTOR says where it is',
    ]);
    expect(doctorStatus(all)).toBe(6);
  });

  it('looks where the job reports to, where nobody says otherwise', async () => {
    const { address } = await nomadServer(collecting);
    const reporting = {
      ...job,
      TaskGroups: [{ Name: 'host', Constraints: null, Tasks: [{ ...task, Env: { DROVER_COLLECTOR: address } }] }],
    };
    const all = await findings({ 'GET /v1/job/drover': { body: reporting } });
    expect(all.map(({ message }) => message)).toContain(`${address} answers`);
    expect(bad(await findings())).toEqual([
      'warn collector: none is known: runs report nowhere | set DROVER_COLLECTOR, and -var collector=… for the jobs',
    ]);
  });
});
