import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctorStatus } from '../../../../src/nomad/doctor/finding.ts';
import type { NodeStub } from '../../../../src/nomad/documents.ts';
import { nomadServer, type Route } from '../nomad-server.ts';
import { bad, collecting, denied, directory, docker, findings, job, nodes, notFound, plugin, probe } from './findings.ts';

describe('The doctor', () => {
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
});
