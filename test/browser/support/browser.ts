import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { sampleWeek } from '../../unit/collector/pages/sample.ts';
import { startCollector, type TestCollector } from './collector.ts';

const executable = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Without a browser these tests are skipped, which is not to pass unnoticed. */
export const hasBrowser = existsSync(executable);
if (!hasBrowser) {
  process.stderr.write(
    `SKIPPED: the browser tests need Chromium (apt-get install chromium), and there is none at ${executable}\n`,
  );
}

/** How long a page may take to show something, on a machine that has other things to do. */
export const patiently = { timeout: 20_000 };

/** A browser in front of a collector that has the sample's week. */
export interface Stage extends AsyncDisposable {
  readonly collector: TestCollector;
  /** A page of someone who is logged in, unless the options leave the session out; fails at its end if a page broke a rule. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** What pages said that they should not: scripts' errors, what the policy refused. */
  readonly complaints: readonly string[];
}

export async function openStage(): Promise<Stage> {
  const collector = await startCollector();
  const { reports, dispatch } = sampleWeek(Date.now());
  for (const part of reports) await collector.report(part);
  await collector.announce(dispatch, ['client-09']);
  const browser = await chromium.launch({ executablePath: executable, args: ['--headless', '--no-sandbox'] });
  const session = await logIn(browser, collector);
  const complaints: string[] = [];
  return {
    collector,
    complaints,
    async open(options = {}) {
      const context = await browser.newContext({ baseURL: collector.url, storageState: session, ...options });
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on('dialog', (dialog) => complaints.push(`${page.url()}: said ${dialog.message()}`));
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await collector[Symbol.asyncDispose]();
    },
  };
}

/** Through the form, as a person does. */
async function logIn(browser: Browser, { url, token }: TestCollector) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Hosts' }).waitFor();
  const state = await context.storageState();
  await context.close();
  return state;
}
