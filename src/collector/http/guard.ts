import type { MiddlewareHandler } from 'hono';
import type { Authenticate } from '../auth/authenticate.ts';
import { demand, type Identity, mayDo } from '../auth/identity.ts';
import type { Scope } from '../pages-context.ts';
import type { HttpEnvironment } from './environment.ts';
import { sessionSecret } from './login-routes.ts';

/** Finds out who asks. */
export function identify(authenticate: Authenticate): MiddlewareHandler<HttpEnvironment> {
  return async (c, next) => {
    const identity = await authenticate(c.req.header('authorization'), sessionSecret(c));
    c.set('identity', identity);
    c.set('session', identity && { name: identity.name, scopes: identity.scopes });
    await next();
  };
}

/** Lets through to the API who may do what the request asks for. */
export const guardApi: MiddlewareHandler<HttpEnvironment> = async (c, next) => {
  demand(c.get('identity'), scopeOf(c.req.method, c.req.path));
  await next();
};

/** Lets through to the pages who may read, and sends others to the login; that page and the assets are for anyone. */
export const guardPages: MiddlewareHandler<HttpEnvironment> = async (c, next) => {
  const { path, method } = c.req;
  if (path === '/login' || path.startsWith('/assets/')) {
    c.set('session', undefined);
    return await next();
  }
  const identity = c.get('identity');
  if (identity !== undefined && mayDo(identity, 'read')) return await next();
  const isPage = method === 'GET' && c.req.header('authorization') === undefined;
  if (!isPage) demand(identity, 'read');
  const { pathname, search } = new URL(c.req.url);
  return c.redirect(`/login?${nextAfter(identity)}next=${encodeURIComponent(`${pathname}${search}`)}`, 303);
};

/** Somebody whose token may not read is told so, instead of going in circles. */
function nextAfter(identity: Identity | undefined): string {
  return identity === undefined ? '' : 'error=scope&';
}

function scopeOf(method: string, path: string): Scope {
  const [, , , what = ''] = path.split('/');
  if (what === 'tokens' || method === 'DELETE') return 'admin';
  if (method === 'GET' || method === 'HEAD') return 'read';
  if (what === 'reports') return 'report';
  if (what === 'dispatches') return 'dispatch';
  return 'read';
}
