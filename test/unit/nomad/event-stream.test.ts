import { describe, expect, it } from 'vitest';
import { eventStream, type StreamItem } from '../../../src/nomad/event-stream.ts';
import { type Asked, connectionTo, nomadServer, type Route } from './nomad-server.ts';

const subscription = {
  topics: ['Allocation:job/1', 'Evaluation:job/1'],
  index: 7,
  what: 'follow job "job/1"',
  capability: 'read-job',
};

/** A line as Nomad writes it. */
const line = (index: number) =>
  `${JSON.stringify({ Index: index, Events: [{ Topic: 'Allocation', Index: index, Payload: {} }] })}\n`;

/** What came until the stream has connected for the last time, in a word each. */
async function followed(connects: number, route: Route): Promise<{ readonly said: string[]; readonly asked: readonly Asked[] }> {
  const server = await nomadServer({ 'GET /v1/event/stream': route });
  const stop = new AbortController();
  const said: string[] = [];
  let left = connects;
  for await (const item of eventStream(connectionTo(server, {}, { silence: 100 }), subscription, stop.signal)) {
    said.push(inAWord(item));
    if (item.kind === 'connecting' && left-- === 0) stop.abort();
  }
  return { said, asked: server.asked };
}

function inAWord(item: StreamItem): string {
  if (item.kind === 'events') return item.events.map(({ Index }) => Index).join();
  return item.lost === undefined ? 'connecting' : `connecting: ${item.lost.message}`;
}

/** Answers with the parts in turn, one connection each; `cut` breaks the connection instead of ending it. */
function parts(...all: readonly string[]): Route {
  let connection = 0;
  return (_, response) => {
    const part = all[connection++] ?? '';
    response.writeHead(200);
    response.write(part.replace(/cut$/, ''));
    // What was written has to arrive before the connection breaks.
    setTimeout(() => (part.endsWith('cut') ? response.destroy() : response.end()), 20);
    return undefined;
  };
}

describe('The event stream', () => {
  it('asks for its topics from an index on, and passes over signs of life', async () => {
    const { said, asked } = await followed(1, parts(`{}\n${line(8)}{}\n${line(9)}`));
    expect(said).toEqual([
      'connecting',
      '8',
      '9',
      'connecting: Cannot follow job "job/1" for a moment: Nomad ended the event stream',
    ]);
    expect(asked[0]?.query.getAll('topic')).toEqual(subscription.topics);
    expect(asked[0]?.query.get('index')).toBe('7');
  });

  it('that breaks in the middle of a line is resumed where the last whole line was', async () => {
    const { said, asked } = await followed(2, parts(`${line(8)}${line(9).slice(0, 20)}cut`, `${line(9)}`));
    expect(said).toEqual([
      'connecting',
      '8',
      expect.stringMatching(/^connecting: Cannot follow job "job\/1" for a moment: the event stream broke/),
      '9',
      expect.stringMatching(/^connecting: .*ended/),
    ]);
    expect(asked.map(({ query }) => query.get('index'))).toEqual(['7', '8']);
  });

  it('that falls silent, without a sign of life, is resumed', async () => {
    let connection = 0;
    const { said } = await followed(2, (_, response) => {
      response.writeHead(200).write(connection++ === 0 ? line(8) : line(9));
      if (connection > 1) response.end();
      return undefined;
    });
    expect(said[2]).toMatch(/^connecting: Cannot follow job "job\/1" for a moment: the event stream broke/);
    expect(said[3]).toBe('9');
  });

  it('is tried again where Nomad is in trouble', async () => {
    let attempts = 0;
    const { said } = await followed(2, () => (attempts++ === 0 ? { status: 500, body: 'No cluster leader' } : { body: line(8) }));
    expect(said.slice(0, 3)).toEqual(['connecting', 'connecting: Cannot follow job "job/1": Nomad has no leader', '8']);
  });

  it('that is refused from the start is an error', async () => {
    await expect(followed(2, { status: 403, body: 'Permission denied' })).rejects.toMatchObject({
      code: 'NOMAD_DENIED',
      message: expect.stringContaining('read-job'),
    });
  });

  it('that was let in before outlives a refusal, as of a server that is starting', async () => {
    let attempts = 0;
    const { said } = await followed(2, () => (attempts++ === 1 ? { status: 403, body: 'Permission denied' } : { body: line(8) }));
    expect(said.filter((word) => word === '8')).toHaveLength(1);
    expect(said.at(-1)).toMatch(/read-job/);
  });

  it('ends when it is given up while nothing comes', async () => {
    const server = await nomadServer({
      'GET /v1/event/stream': (_, response) => {
        response.writeHead(200).flushHeaders();
        return undefined;
      },
    });
    const stop = new AbortController();
    const said: string[] = [];
    setTimeout(() => stop.abort(), 50);
    for await (const item of eventStream(connectionTo(server), subscription, stop.signal)) said.push(inAWord(item));
    expect(said).toEqual(['connecting']);
  });
});
