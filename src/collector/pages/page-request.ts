import type { Context } from 'hono';
import type { PageEnvironment, PagesContext } from '../pages-context.ts';
import type { RefusalStatus } from '../refusal.ts';
import { layout, type PageContent } from './layout.ts';
import { errorView } from './views/error-view.ts';
import { visible } from './visible.ts';

/** A request for a page. */
export type PageRequest = Context<PageEnvironment>;

/** Answers with a whole page. */
export function showPage(c: PageRequest, context: PagesContext, content: PageContent, status: 200 | RefusalStatus = 200) {
  const { version, hasLogin, eventsUrl } = context;
  const page = layout(content, { version, hasLogin, eventsUrl, session: c.get('session') });
  c.header('cache-control', 'private, no-cache');
  return c.html(visible(String(page)), status);
}

/** A page that says what is wrong. */
export function errorPage(c: PageRequest, context: PagesContext, status: RefusalStatus, sentence?: string) {
  return showPage(c, context, errorView(status, sentence), status);
}

/** A parameter of the query; nothing where it is empty, as an untouched field of a form is. */
export function textOf(c: PageRequest, name: string): string | undefined {
  const value = c.req.query(name)?.trim();
  return value === undefined || value === '' ? undefined : value;
}

/** A parameter that is one of these words; any other value counts as none. */
export function wordIn<T extends string>(c: PageRequest, name: string, words: readonly T[]): T | undefined {
  const value = textOf(c, name);
  return words.find((word) => word === value);
}
