import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** What it answers to one request. */
export interface Scripted {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface StandInRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly origin: string;
  /** All that came, in order. */
  readonly seen: readonly Seen[];
  stop(): void;
}

/**
 * A registry, or a token server, that does what a real one cannot be made to do.
 * @param answer undefined: nothing is ever answered
 */
export async function standInRegistry(answer: (request: Seen, count: number) => Scripted | undefined): Promise<StandInRegistry> {
  const seen: Seen[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const one: Seen = { method, url, authorization: headers.authorization, body: Buffer.concat(chunks).toString() };
    seen.push(one);
    const scripted = answer(one, seen.length);
    if (scripted === undefined) return;
    response.writeHead(scripted.status, scripted.headers);
    response.end(scripted.body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { host, origin: `http://${host}`, seen, stop };
}
