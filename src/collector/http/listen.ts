import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { DroverError } from '../../core/errors.ts';
import type { HttpEnvironment } from './environment.ts';

export interface Listening {
  readonly address: AddressInfo;
  /** Takes no more connections, and ends when the last request is answered or 5 s have passed. */
  close(): Promise<void>;
}

/** Milliseconds that requests under way are given when the collector ends. */
const grace = 5_000;

/**
 * Listens on an address; port 0 is any that is free.
 * @throws DroverError `COLLECTOR_LISTEN`
 */
export async function listen(app: Hono<HttpEnvironment>, host: string, port: number): Promise<Listening> {
  const fetch = (request: Request, bindings: object): Response | Promise<Response> => app.fetch(request, bindings);
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(notListening(host, port, cause)));
    server.listen(port, host, resolve);
  });
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    const timer = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, grace);
    await closed;
    clearTimeout(timer);
  };
  return { address: server.address() as AddressInfo, close };
}

function notListening(host: string, port: number, cause: Error): DroverError {
  const code = 'code' in cause ? cause.code : undefined;
  const why = code === 'EADDRINUSE' ? 'another program listens there' : cause.message;
  return new DroverError('COLLECTOR_LISTEN', `Cannot listen on ${host}:${port}: ${why}`, {
    hint: 'give another address with --listen HOST:PORT',
    cause,
  });
}
