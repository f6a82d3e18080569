import type { NomadApi } from './nomad-api.ts';
import type { Recording } from './recording.ts';

/** What Nomad says to requests that it refuses. @param allocation one whose logs a stranger asks for */
export async function recordRefusals(nomad: NomadApi, allocation: string): Promise<Recording['refusals']> {
  const logs = `/v1/client/fs/logs/${allocation}?task=drover&type=stdout`;
  const refusals: Record<string, { readonly status: number; readonly text: string }> = {};
  const meta = { COMMIT: 'x', ROLE: 'all' };
  const path = '/v1/job/drover/dispatch';
  const asked: readonly (readonly [string, NomadApi, string, string, unknown])[] = [
    ['payload', nomad, 'POST', path, { Meta: meta, Payload: 'eA==' }],
    ['missing', nomad, 'POST', path, { Meta: { COMMIT: 'x' } }],
    ['unknown', nomad, 'POST', path, { Meta: { ...meta, ROOT: '/' } }],
    ['noJobToDispatch', nomad, 'POST', '/v1/job/nothing/dispatch', { Meta: meta }],
    ['noJob', nomad, 'GET', '/v1/job/nothing', undefined],
    ['noAllocation', nomad, 'GET', `/v1/allocation/${crypto.randomUUID()}`, undefined],
    ['noNode', nomad, 'GET', `/v1/node/${crypto.randomUUID()}`, undefined],
    ['denied', nomad.as(''), 'GET', '/v1/jobs', undefined],
    ['deniedByClient', nomad.as(''), 'GET', logs, undefined],
    ['noToken', nomad.as(crypto.randomUUID()), 'GET', '/v1/jobs', undefined],
    ['noPath', nomad, 'GET', '/v1/nothing', undefined],
  ];
  for (const [name, api, method, where, body] of asked) {
    const [, status = '', text = ''] = /: (\d+) (.*)$/s.exec(await refusalOf(api.call(method, where, body))) ?? [];
    refusals[name] = { status: Number(status), text };
  }
  return refusals;
}

async function refusalOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => '',
    (error: Error) => error.message,
  );
}
