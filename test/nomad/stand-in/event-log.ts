import type { ServerResponse } from 'node:http';
import type { Document } from '../recording.ts';

interface Entry {
  readonly event: Document;
  /** What a subscriber may have asked for by name: the thing's own ID, its job's. */
  readonly keys: readonly string[];
}

/** How many events Nomad's server keeps by default. */
const size = 100;
/** Milliseconds between the lines that show that a stream lives. */
const heartbeat = 10_000;

/** Nomad's event stream: `GET /v1/event/stream`. */
export class EventLog {
  readonly #entries: Entry[] = [];
  readonly #followers = new Set<(entry: Entry) => void>();

  add(event: Document, keys: readonly string[]): void {
    const entry = { event, keys };
    this.#entries.push(entry);
    if (this.#entries.length > size) this.#entries.shift();
    for (const follow of this.#followers) follow(entry);
  }

  /** Sends what fits, from an index on, until the other side hangs up. */
  stream(response: ServerResponse, topics: readonly string[], index: number): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{}\n');
    const send = ({ event, keys }: Entry): void => {
      if (!topics.some((topic) => fits(topic, event, keys))) return;
      response.write(`${JSON.stringify({ Index: event['Index'], Events: [event] })}\n`);
    };
    for (const entry of this.#entries) if (Number(entry.event['Index']) >= index) send(entry);
    this.#followers.add(send);
    const beat = setInterval(() => response.write('{}\n'), heartbeat);
    response.once('close', () => {
      clearInterval(beat);
      this.#followers.delete(send);
    });
  }
}

/** `Allocation:JOB`, `Node` or `*`. */
function fits(asked: string, { Topic }: Document, keys: readonly string[]): boolean {
  const [topic = '*', key = '*'] = /^([^:]*):?(.*)$/.exec(asked)?.slice(1) ?? [];
  return (topic === '*' || topic === Topic) && (key === '*' || key === '' || keys.includes(key));
}
