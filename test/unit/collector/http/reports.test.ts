import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { eventsOf, partOf, post } from '../support/report.ts';
import { served } from '../support/served.ts';

async function reporting() {
  const collector = await served();
  const send = async (
    part: string | Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<[number, Record<string, unknown>]> => {
    const request = post(part, collector.admin);
    const answer = await fetch(`${collector.url}/api/v1/reports`, {
      ...request,
      headers: { ...(request.headers as object), ...headers },
    });
    return [answer.status, (await answer.json()) as Record<string, unknown>];
  };
  return { ...collector, send };
}

describe('POST /api/v1/reports', () => {
  it('answers with what is safe on the disk, as often as it is asked', async () => {
    const { send, get } = await reporting();
    expect(await send(partOf())).toEqual([200, { run: 'run-1', events: 3 }]);
    expect(await send(partOf())).toEqual([200, { run: 'run-1', events: 3 }]);
    expect(await (await get('/api/v1/runs')).json()).toMatchObject({ items: [{ run: 'run-1', tasks: 1 }], cursor: null });
  });

  it('says from where to send on, where events are missing', async () => {
    const { send } = await reporting();
    await send(partOf({}, 0, eventsOf().slice(0, 1)));
    expect(await send(partOf({}, 2))).toEqual([
      409,
      {
        error: 'Cannot add to run "run-1": its events 1 to 1 are missing',
        hint: 'send the report from event 1 on',
        run: 'run-1',
        events: 1,
      },
    ]);
  });

  it('takes one part of many that come at once with the same run', async () => {
    const { send, get } = await reporting();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(partOf())));
    expect(answers).toEqual(Array.from({ length: 20 }, () => [200, { run: 'run-1', events: 3 }]));
    expect(((await (await get('/api/v1/runs/run-1/tasks')).json()) as { items: unknown[] }).items).toHaveLength(1);
  });

  it.each<[string, Uint8Array, Record<string, string>, number, string]>([
    ['a gzip that ends too early', gzipSync(partOf()).subarray(0, -12), {}, 400, 'it ends too early'],
    ['something that is no gzip', Buffer.from(partOf()), {}, 400, 'it is not gzip'],
    ['nothing', new Uint8Array(), {}, 400, 'Cannot'],
    ['a gzip of nothing', gzipSync(''), {}, 400, 'a JSON object is wanted'],
    ['another encoding', gzipSync(partOf()), { 'content-encoding': 'br' }, 415, 'its encoding is "br"'],
    [
      'a line that is too long',
      gzipSync(`${partOf()}{"event":"${'x'.repeat(4 * 1024 * 1024)}"}\n`),
      {},
      413,
      'a line of it is larger than 4 MiB',
    ],
    ['a bomb', gzipSync(Buffer.alloc(64 * 1024 * 1024, '\n')), {}, 413, 'a part of it is larger than 8 MiB'],
    ['a bomb that lies about its size', lying(gzipSync(Buffer.alloc(64 * 1024 * 1024, '\n'))), {}, 413, 'larger than 8 MiB'],
    ['too many bytes', Buffer.alloc(5 * 1024 * 1024, 1), {}, 413, 'a part of it is larger than 4 MiB'],
  ])('refuses %s, and goes on', async (_, body, headers, status, error) => {
    const { send, problems } = await reporting();
    expect(await send(body, headers)).toEqual([status, expect.objectContaining({ error: expect.stringContaining(error) })]);
    expect(await send(partOf())).toEqual([200, { run: 'run-1', events: 3 }]);
    expect(problems).toEqual([]);
  });

  it('takes a report that is not packed', async () => {
    const { send } = await reporting();
    expect(await send(Buffer.from(partOf()), { 'content-encoding': 'identity' })).toEqual([200, { run: 'run-1', events: 3 }]);
  });

  it('tells who is listening', async () => {
    const { send, url, admin } = await reporting();
    const answer = await fetch(`${url}/api/v1/events?host=web1`, { headers: { authorization: `Bearer ${admin}` } });
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    await send(partOf({ host: 'web2', run: 'other' }));
    await send(partOf());
    let text = '';
    for await (const chunk of answer.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (/^data: .*\n\n/m.test(text)) break;
    }
    expect(JSON.parse(/^event: run\ndata: (.*)$/m.exec(text)?.[1] ?? '')).toMatchObject({
      run: 'run-1',
      host: 'web1',
      status: 'done',
    });
  });
});

/** A gzip ends with the size of what is in it. */
function lying(packed: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(packed);
  copy.fill(0, -4);
  copy[copy.length - 4] = 100;
  return copy;
}
