import type { MiddlewareHandler } from 'hono';
import { Refusal } from '../refusal.ts';
import { isLoopbackName } from './loopback.ts';

/**
 * Refuses what another site's page makes a browser send. Without authentication a name that leads to loopback is all another site
 * needs, so then only loopback's own names are answered.
 */
export function sameOrigin(hasLogin: boolean): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hasLogin && !isLoopbackName(host.replace(/:\d+$/, ''))) {
      throw new Refusal(403, `Cannot answer as "${host}": without authentication the collector answers on loopback only`, {
        hint: 'ask for localhost or 127.0.0.1',
      });
    }
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    if (changes && isForeign(c.req.header('origin'), c.req.header('sec-fetch-site'), host)) {
      throw new Refusal(403, 'Cannot answer: the request was made by the page of another site');
    }
    await next();
  };
}

function isForeign(origin: string | undefined, site: string | undefined, host: string): boolean {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && origin.replace(/^https?:\/\//, '') !== host;
}
