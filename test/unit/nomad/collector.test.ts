import { describe, expect, it } from 'vitest';
import { dispatched, ended } from './dispatched.ts';
import { nomadServer, type Route } from './nomad-server.ts';
import { dispatchId, routesOf } from './recorded.ts';

describe('The collector', () => {
  const path = `/api/v1/dispatches/${dispatchId}/over`;

  it('is told who is expected, and who will report nothing more', async () => {
    const collector = await nomadServer({ 'POST /api/v1/dispatches': { body: {} }, [`POST ${path}`]: { body: {} } });
    const { warnings } = await dispatched(routesOf(), { collector });
    expect(warnings).toEqual([]);
    const [first, second] = collector.asked;
    expect(first?.headers.authorization).toBe('Bearer for-reports');
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      dispatch: dispatchId,
      commit: '1a2b3c4',
      roles: ['fail'],
      check: false,
      by: 'alice',
      wait: 10,
      hosts: [{ host: 'node1', allocation: expect.any(String) }, { host: 'node2' }, { host: 'node3' }],
    });
    expect(second?.path).toBe(path);
    expect(JSON.parse(second?.body ?? '')).toEqual({ hosts: ['node2'] });
  });

  it.each<[Route, RegExp]>([
    [
      { status: 401, body: { error: 'Cannot let you in: the token is unknown' } },
      /of this dispatch: Cannot let you in: the token is unknown$/,
    ],
    [{ status: 502, body: '<html>\nBad gateway' }, /of this dispatch: <html> Bad gateway$/],
    [(_, response) => void response.destroy(), /of this dispatch: it cannot be reached \(UND_ERR_SOCKET\)$/],
  ])('that does not take it is a warning, no more', async (route, warning) => {
    const collector = await nomadServer({ 'POST /api/v1/dispatches': route });
    const { warnings, hosts } = await dispatched(routesOf(), { collector });
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(hosts).toEqual(ended);
  });
});
