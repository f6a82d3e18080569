import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { RunEvent } from '../../src/core/events.ts';
import type { ReportHead } from '../../src/core/report.ts';

export interface Received {
  readonly head: ReportHead;
  readonly events: readonly RunEvent[];
  readonly headers: IncomingMessage['headers'];
}

/** What it does instead of taking a part: an answer's status, or nothing at all. */
export type Misbehaviour = (request: Received) => number | 'silence' | undefined;

/** Takes reports as the collector does: each event of a run once, in order, and none after a gap. */
export class StandInCollector {
  readonly parts: Received[] = [];
  readonly runs = new Map<string, RunEvent[]>();
  misbehave: Misbehaviour = () => undefined;
  headers: Record<string, string> = {};
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  /** Listens where it listened before, or at a port of its own. */
  async start(): Promise<void> {
    const server = createServer((request, response) => void this.#take(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }

  /** The runs' own events by their names, in the order that the runs arrived. */
  names(): string[][] {
    return [...this.runs.values()].map((events) => events.map(({ event }) => event));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [first = '', ...lines] = gunzipSync(Buffer.concat(chunks)).toString('utf8').trimEnd().split('\n');
    const head = JSON.parse(first) as ReportHead;
    const part: Received = { head, events: lines.map((line) => JSON.parse(line) as RunEvent), headers: request.headers };
    this.parts.push(part);
    const instead = this.misbehave(part);
    if (instead === 'silence') return;
    const [status, events] = instead === undefined ? this.#store(part) : [instead, undefined];
    response.writeHead(request.url === '/api/v1/reports' ? status : 404, { 'content-type': 'application/json', ...this.headers });
    response.end(JSON.stringify(events === undefined ? { error: 'no' } : { run: head.run, events }));
  }

  #store({ head, events }: Received): [number, number] {
    const known = this.runs.get(head.run) ?? [];
    if (head.from > known.length) return [409, known.length];
    const all = [...known, ...events.slice(known.length - head.from)];
    this.runs.set(head.run, all);
    return [200, all.length];
  }
}
