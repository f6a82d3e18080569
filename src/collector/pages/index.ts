import { Hono } from 'hono';
import type { PageEnvironment, PagesContext } from '../pages-context.ts';
import { Refusal } from '../refusal.ts';
import { assets } from './assets/assets.ts';
import { addDispatchPages } from './dispatch-pages.ts';
import { addDriftPage } from './drift-page.ts';
import { addHostPages } from './host-pages.ts';
import { errorPage, type PageRequest, showPage, textOf, wordIn } from './page-request.ts';
import { addRunPages } from './run-pages.ts';
import { loginView } from './views/login-view.ts';

/** What people see of the collector: pages made on the server, which need no script and are better with one. */
export function pages(context: PagesContext): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  app.use(async (c, next) => {
    await next();
    // What went wrong is in the collector's log by now, and its answer is for programs.
    if (c.error !== undefined) c.res = await explained(c, context, c.error);
  });
  app.get('/assets/:file', (c) => {
    const asset = Object.values(assets()).find(({ address }) => address === c.req.path);
    if (asset === undefined) return errorPage(c, context, 404);
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' });
  });
  app.get('/login', (c) =>
    showPage(c, context, loginView({ next: textOf(c, 'next') ?? '/', error: wordIn(c, 'error', ['refused', 'scope']) })),
  );
  addHostPages(app, context);
  addRunPages(app, context);
  addDispatchPages(app, context);
  addDriftPage(app, context);
  app.all('*', (c) => errorPage(c, context, 404));
  return app;
}

function explained(c: PageRequest, context: PagesContext, error: Error): Response | Promise<Response> {
  return error instanceof Refusal ? errorPage(c, context, error.status, `${error.message}.`) : errorPage(c, context, 500);
}
