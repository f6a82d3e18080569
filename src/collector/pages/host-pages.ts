import type { Hono } from 'hono';
import { hostStates } from '../model.ts';
import type { PageEnvironment, PagesContext } from '../pages-context.ts';
import { errorPage, showPage, textOf, wordIn } from './page-request.ts';
import { hostView } from './views/host-view.ts';
import { hostsView } from './views/hosts-view.ts';

/** Rows of a page. */
const hostsPerPage = 100;
const runsPerPage = 30;

export function addHostPages(app: Hono<PageEnvironment>, context: PagesContext): void {
  const { reader } = context;
  app.get('/', (c) => {
    const filter = { state: wordIn(c, 'state', hostStates), search: textOf(c, 'search') };
    const cursor = textOf(c, 'cursor');
    const hosts = reader.hosts(filter, hostsPerPage, cursor);
    const content = hostsView({ counts: reader.hostCounts(), hosts, filter, isFirst: cursor === undefined, now: Date.now() });
    return showPage(c, context, content);
  });
  app.get('/hosts/:host', (c) => {
    const name = c.req.param('host');
    const host = reader.host(name);
    if (host === undefined) return errorPage(c, context, 404, `No host "${name}" has reported.`);
    const cursor = textOf(c, 'cursor');
    const runs = reader.runs({ host: name }, runsPerPage, cursor);
    const content = hostView({ host, facts: reader.facts(name), runs, isFirst: cursor === undefined, now: Date.now() });
    return showPage(c, context, content);
  });
}
