import { describe, expect, it } from 'vitest';
import { nomadServer, type Route } from '../nomad/nomad-server.ts';
import { recorded } from '../nomad/recorded.ts';
import { run, type Said } from './run-command.ts';

describe('drover doctor', () => {
  const image = (registry: string) => ({
    ...recorded().job,
    TaskGroups: [
      {
        Name: 'host',
        Tasks: [{ Name: 'drover', Driver: 'docker', Config: { image: `${registry}/drover:\${NOMAD_META_COMMIT}` } }],
      },
    ],
  });

  async function doctor(registry: Record<string, Route>, ...flags: string[]): Promise<Said> {
    const place = await nomadServer(registry);
    const { address } = await nomadServer({
      'GET /v1/status/leader': { body: '"x"' },
      'GET /v1/job/drover': { body: image(new URL(place.address).host) },
    });
    return run({ NOMAD_ADDR: address }, 'doctor', '--jobs', import.meta.dirname, ...flags);
  }

  it.each<[Record<string, Route>, string[], RegExp]>([
    [
      { 'GET /v2/drover/tags/list': { body: { name: 'drover', tags: ['abc', 'def'] } } },
      [],
      /^ok {3}registry +127\.0\.0\.1:\d+ answers\nok {3}image +127\.0\.0\.1:\d+\/drover has 2 images; --commit SHA looks for one$/m,
    ],
    [
      { 'GET /v2/drover/tags/list': { status: 404, body: {} } },
      [],
      /^warn image +\S+ has no image of any commit yet\n +drover release$/m,
    ],
    [{ 'GET /v2/drover/manifests/abc': { body: {} } }, ['--commit', 'abc'], /^ok {3}image +\S+\/drover:abc is there$/m],
    [
      { 'GET /v2/drover/manifests/abc': { status: 404, body: {} } },
      ['--commit', 'abc'],
      /^FAIL image +there is no \S+\/drover:abc\n +drover release --commit abc$/m,
    ],
    [{ 'GET /v2/drover/tags/list': { status: 401, body: {} } }, [], /^FAIL registry +\S/m],
  ])('looks into the registry: %j', async (routes, flags, expected) => {
    const { out } = await doctor(routes, ...flags);
    expect(out).toMatch(expected);
  });

  it('prints findings as lines of JSON', async () => {
    const { status, out } = await run({ NOMAD_ADDR: 'http://127.0.0.1:1' }, 'doctor', '--output', 'json');
    expect(status).toBe(6);
    expect(JSON.parse(out.split('\n')[0] ?? '')).toMatchObject({
      check: 'nomad',
      status: 'fail',
      mend: 'NOMAD_ADDR says where Nomad is',
      unreachable: true,
    });
  });
});
