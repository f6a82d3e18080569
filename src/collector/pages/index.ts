import { Hono } from 'hono';
import type { PageEnvironment, PagesContext } from '../pages-context.ts';
import { Refusal } from '../refusal.ts';
import { assets } from './assets/assets.ts';
import { addDispatchPages } from './dispatch-pages.ts';
import { addDriftPage } from './drift-page.ts';
import { addHostPages } from './host-pages.ts';
import { errorPage, showPage, textOf } from './page-request.ts';
import { addRunPages } from './run-pages.ts';
import { loginView } from './views/login-view.ts';

/** What people see of the collector: pages made on the server, which need no script and are better with one. */
export function pages(context: PagesContext): Hono<PageEnvironment> {
  const app = new Hono<PageEnvironment>();
  app.get('/assets/:file', (c) => {
    const asset = assets().get(`/assets/${c.req.param('file')}`);
    if (asset === undefined) return errorPage(c, context, 404);
    return c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'public, max-age=31536000, immutable' });
  });
  app.get('/login', (c) =>
    showPage(c, context, loginView({ next: textOf(c, 'next') ?? '/', isRefused: textOf(c, 'error') !== undefined })),
  );
  addHostPages(app, context);
  addRunPages(app, context);
  addDispatchPages(app, context);
  addDriftPage(app, context);
  app.onError((error, c) => {
    if (error instanceof Refusal) return errorPage(c, context, error.status, `${error.message}.`);
    throw error;
  });
  app.all('*', (c) => errorPage(c, context, 404));
  return app;
}
