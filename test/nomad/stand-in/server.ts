import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Document } from '../recording.ts';
import { Refusal } from './refusal.ts';
import { type Parts, type Route, routes } from './routes.ts';

export interface StandInServer {
  readonly address: string;
  close(): void;
}

/** Listens on loopback and answers as Nomad's HTTP API does. */
export async function startServer(parts: Parts): Promise<StandInServer> {
  const server = createServer((request, response) => {
    answer(parts, request, response).catch((error: unknown) => refuse(parts, response, error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${port}`, close };
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const { route, names } = routeOf(request.method ?? '', path);
  const token = String(request.headers['x-nomad-token'] ?? '');
  check(parts, route, token);
  const body = request.method === 'POST' ? ((await json(request)) as Document) : {};
  const said = await route.answer(parts, { names, query: new URLSearchParams(query), body, token, response });
  if (response.headersSent) return;
  const isText = path.startsWith('/v1/client/');
  response.setHeader('content-type', isText ? 'text/plain' : 'application/json');
  response.end(isText ? said : JSON.stringify(said ?? null));
}

function routeOf(method: string, path: string): { readonly route: Route; readonly names: readonly string[] } {
  for (const route of routes) {
    const found = route.method === method ? route.path.exec(path) : null;
    if (found !== null) return { route, names: found.slice(1).map(decodeURIComponent) };
  }
  throw new Refusal('noPath');
}

function check({ tokens }: Parts, { right }: Route, token: string): void {
  if (right === 'none' || (right === 'any' && tokens.knows(token))) return;
  if (!tokens.allows(token, right)) throw new Refusal(right === 'read-logs' ? 'deniedByClient' : 'denied');
}

function refuse({ world }: Parts, response: ServerResponse, error: unknown): void {
  if (error instanceof Refusal) {
    const { status, text } = world.recording.refusals[error.kind] ?? { status: 500, text: `not recorded: ${error.kind}` };
    response.writeHead(status, { 'content-type': 'text/plain' }).end(error.about(text));
    return;
  }
  response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
}
