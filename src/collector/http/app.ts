import { type Context, Hono } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Authenticate } from '../auth/authenticate.ts';
import type { PageEnvironment } from '../pages-context.ts';
import { type ApiParts, api } from './api.ts';
import type { HttpEnvironment } from './environment.ts';
import { guardPages, identify } from './guard.ts';
import { addLoginRoutes } from './login-routes.ts';
import type { Metrics } from './metrics.ts';
import { isForLog, type LogProblem, problem } from './problem.ts';
import { sameOrigin } from './same-origin.ts';
import { securityHeaders } from './security-headers.ts';

export interface AppParts extends ApiParts {
  readonly pages: Hono<PageEnvironment>;
  readonly metrics: Metrics;
  readonly authenticate: Authenticate;
  readonly hasLogin: boolean;
  readonly log: LogProblem;
}

/** Everything the collector answers over HTTP. */
export function app(parts: AppParts): Hono<HttpEnvironment> {
  const { metrics, log, hasLogin } = parts;
  const root = new Hono<HttpEnvironment>();
  root.onError(problem);
  root.use(securityHeaders);
  root.use(async (c, next) => {
    const begin = performance.now();
    await next();
    metrics.answered(c.req.method, routeOf(c), c.res.status, (performance.now() - begin) / 1000);
    // Whoever made the answer of it, the pages too.
    if (isForLog(c.error)) log(c.error, c.req.path);
  });
  root.get('/healthz', (c) => c.json({ status: 'ok', version: parts.version }));
  root.use(sameOrigin(hasLogin));
  root.use(identify(parts.authenticate));
  if (hasLogin) addLoginRoutes(root, parts.reading, parts.writer);
  root.route('/api/v1', api(parts));
  root.use(guardPages);
  root.get('/metrics', async (c) =>
    c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType }),
  );
  root.route('/', parts.pages);
  return root;
}

/** The address as the program has it, without the names in it: there are few of them. */
function routeOf(c: Context): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'none';
}
