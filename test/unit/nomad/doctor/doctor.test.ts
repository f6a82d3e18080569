import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctorStatus } from '../../../../src/nomad/doctor/finding.ts';
import { nomadServer, type Route } from '../nomad-server.ts';
import { bad, collecting, directory, findings, job, notFound, plugin, task } from './findings.ts';

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
