import type { Hono } from 'hono';
import type { DispatchHost, Reader } from '../model.ts';
import type { PageEnvironment, PagesContext } from '../pages-context.ts';
import { errorPage, showPage, textOf } from './page-request.ts';
import { dispatchView } from './views/dispatch-view.ts';
import { dispatchesView } from './views/dispatches-view.ts';

const dispatchesPerPage = 50;
/** Hosts that a page takes in: those who did not report before the others. */
const mostHosts = 3000;

export function addDispatchPages(app: Hono<PageEnvironment>, context: PagesContext): void {
  const { reader } = context;
  app.get('/dispatches', (c) => {
    const cursor = textOf(c, 'cursor');
    const dispatches = reader.dispatches(dispatchesPerPage, cursor);
    return showPage(c, context, dispatchesView({ dispatches, isFirst: cursor === undefined, now: Date.now() }));
  });
  app.get('/dispatches/:id', (c) => {
    const id = c.req.param('id');
    const dispatch = reader.dispatch(id);
    if (dispatch === undefined) return errorPage(c, context, 404, `There is no dispatch "${id}"; old ones are forgotten.`);
    const { hosts, isCut } = hostsOf(reader, id);
    return showPage(c, context, dispatchView({ dispatch, hosts, isCut, now: Date.now() }));
  });
}

/** All hosts where they are few; of many those first who did not report, since these are looked for. */
function hostsOf(reader: Reader, id: string): { hosts: DispatchHost[]; isCut: boolean } {
  const hosts: DispatchHost[] = [];
  for (const only of ['missing', 'reported'] as const) {
    let cursor: string | undefined;
    do {
      const page = reader.dispatchHosts(id, { only }, 1000, cursor);
      hosts.push(...page.items);
      cursor = page.cursor ?? undefined;
      if (hosts.length >= mostHosts) return { hosts, isCut: cursor !== undefined || only === 'missing' };
    } while (cursor !== undefined);
  }
  return { hosts, isCut: false };
}
