import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { Connection } from '../../../src/nomad/connection.ts';
import { nomadConfig } from '../../../src/nomad/nomad-config.ts';

export interface Asked {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a path answers: a value, what a function makes of the request, or a function that writes the answer itself. */
export type Route = Answer | ((asked: Asked, response: ServerResponse) => Answer | undefined | Promise<Answer | undefined>);

export interface NomadServer {
  readonly address: string;
  readonly asked: readonly Asked[];
  readonly server: Server;
}

/**
 * A server on loopback (or a socket) that answers as it is told, for as long as the test runs. What it is not told about is
 * a 404 that no client takes for Nomad's.
 * @param routes by `GET /v1/…`; read at each request
 */
export async function nomadServer(
  routes: Readonly<Record<string, Route>>,
  place: { readonly tls?: ServerOptions; readonly socket?: string } = {},
): Promise<NomadServer> {
  const asked: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    void answer(request, response, routes, asked);
  };
  const server = place.tls === undefined ? createServer(listener) : createTlsServer(place.tls, listener);
  await new Promise<void>((resolve) => {
    if (place.socket === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(place.socket, resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = (server.address() as AddressInfo).port;
  const scheme = place.tls === undefined ? 'http' : 'https';
  return { address: place.socket === undefined ? `${scheme}://127.0.0.1:${port}` : `unix://${place.socket}`, asked, server };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Readonly<Record<string, Route>>,
  all: Asked[],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://nomad');
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const path = decodeURIComponent(url.pathname);
  const asked = { method: request.method ?? '', path, query: url.searchParams, headers: request.headers, body };
  all.push(asked);
  const route = routes[`${asked.method} ${path}`] ?? { status: 404, body: `the test has no ${asked.method} ${path}` };
  const given = typeof route === 'function' ? await route(asked, response) : route;
  if (given === undefined) return;
  response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
  response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body ?? null));
}

/** A connection that does not wait long between attempts, closed at the end of the test. */
export function connectionTo(
  { address }: Pick<NomadServer, 'address'>,
  environment: Readonly<Record<string, string>> = {},
  limits: { readonly answer?: number; readonly silence?: number; readonly attempts?: number } = {},
): Connection {
  const { attempts = 3, ...rest } = limits;
  const config = nomadConfig({ NOMAD_ADDR: address, ...environment });
  const connection = new Connection(config, { patience: { attempts, first: 5, longest: 10 }, ...rest });
  onTestFinished(() => connection.close());
  return connection;
}
