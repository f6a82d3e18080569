import { describe, expect, it } from 'vitest';
import { doctorStatus } from '../../../../src/nomad/doctor/finding.ts';
import { nomadServer, type Route } from '../nomad-server.ts';
import { bad, collecting, findings, job, task } from './findings.ts';

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
