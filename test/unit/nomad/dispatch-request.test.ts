import { describe, expect, it } from 'vitest';
import type { DispatchRequest } from '../../../src/nomad/dispatch-request.ts';
import { dispatched } from './dispatched.ts';
import type { Route } from './nomad-server.ts';
import { recorded, routesOf } from './recorded.ts';

describe('A dispatch is refused', () => {
  const { job } = recorded();
  const takesOnly = {
    ...job,
    ParameterizedJob: { Payload: 'forbidden', MetaRequired: ['COMMIT', 'ROLE'], MetaOptional: ['CHECK'] },
  };
  it.each<[string, Record<string, Route>, Partial<DispatchRequest>, object]>([
    [
      'where the job is not registered',
      { 'GET /v1/job/drover': { status: 404, body: 'job not found' } },
      {},
      {
        code: 'NOMAD_NOT_FOUND',
        message: 'Cannot dispatch job "drover": namespace "default" has no such job',
        hint: 'nomad job run jobs/drover.nomad.hcl registers it',
      },
    ],
    [
      'where the job is stopped',
      { 'GET /v1/job/drover': { body: { ...job, Stop: true } } },
      {},
      { code: 'NOMAD_REFUSED', message: 'Cannot dispatch job "drover": it is stopped' },
    ],
    [
      'where the job is not parameterized',
      { 'GET /v1/job/drover': { body: { ...job, ParameterizedJob: null } } },
      {},
      { code: 'NOMAD_REFUSED', message: 'Cannot dispatch job "drover": it is not parameterized' },
    ],
    [
      'where the job does not take what is asked for',
      { 'GET /v1/job/drover': { body: takesOnly } },
      { limit: 'web', tags: ['x'] },
      { code: 'NOMAD_REFUSED', message: 'Cannot dispatch job "drover": it takes no meta LIMIT, TAGS' },
    ],
    [
      'where the token may not',
      { 'POST /v1/job/drover/dispatch': { status: 403, body: 'Permission denied' } },
      {},
      {
        code: 'NOMAD_DENIED',
        message: 'Cannot dispatch job "drover": the ACL token lacks dispatch-job in namespace "default", or is unknown',
      },
    ],
  ])('%s', async (_, change, asked, error) => {
    await expect(dispatched({ ...routesOf(), ...change }, { request: asked })).rejects.toMatchObject(error);
  });
});
