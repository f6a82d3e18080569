import type { Page } from 'playwright-core';

/** An address for every kind of page, found the way a person finds them. */
export async function pageAddresses(page: Page): Promise<Readonly<Record<string, string>>> {
  const hrefs = async (address: string, selector: string) => {
    await page.goto(address);
    return await page.locator(selector).evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  };
  const [failed = ''] = await hrefs('/hosts/client-04', 'tbody th a');
  const [drifted = '', applied = ''] = await hrefs('/hosts/client-07', 'tbody th a');
  const [dispatch = ''] = await hrefs('/dispatches', 'tbody th a');
  const [task = ''] = await hrefs(applied, 'article h3 a');
  const id = (address: string) => address.slice('/runs/'.length);
  return {
    hosts: '/',
    host: '/hosts/client-07',
    runs: '/runs',
    run: failed,
    'run-in-order': `${applied}?order=run`,
    task,
    'failed-task': `${failed}/tasks/8`,
    compare: `/compare?a=${id(applied)}&b=${id(drifted)}`,
    dispatches: '/dispatches',
    dispatch,
    drift: '/drift',
    'not-found': '/hosts/nobody',
    login: '/login?error=refused',
  };
}
