import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageAddresses } from './support/addresses.ts';
import { hasBrowser, openStage, patiently, type Stage } from './support/browser.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = [1280, 390] as const;
const schemes = ['light', 'dark'] as const;
/** Set to a folder, `docs/screenshots`, to make its pictures anew. */
const folder = process.env['SCREENSHOTS'];
const pictured = ['hosts', 'run', 'compare', 'dispatch', 'drift'];

describe.skipIf(!hasBrowser)('the looks of the pages', () => {
  let stage: Stage;
  let addresses: Readonly<Record<string, string>>;
  beforeAll(async () => {
    stage = await openStage();
    const page = await stage.open();
    addresses = await pageAddresses(page);
    await page.context().close();
  });
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
    expect(stage.complaints).toEqual([]);
  });

  it('are looked at by a check that would notice', async () => {
    const page = await stage.open({ colorScheme: 'light' });
    await page.goto('/');
    await page.evaluate('document.querySelector("h1").style.color = "#ddd"');
    expect(await faults(page)).toEqual([expect.stringMatching(/^color-contrast: <h1/)]);
    await page.context().close();
  });

  describe.each(schemes)('%s', (colorScheme) => {
    it.each(widths)('leave nobody out at %d pixels: axe finds nothing serious', async (width) => {
      const page = await stage.open({ colorScheme, viewport: { width, height: 800 } });
      for (const [name, address] of Object.entries(addresses)) {
        await page.goto(address);
        await unfold(page);
        expect({ [name]: await faults(page) }).toEqual({ [name]: [] });
      }
      await page.context().close();
    });

    it.each(widths)('fit into %d pixels', async (width) => {
      const page = await stage.open({ colorScheme, viewport: { width, height: 800 } });
      for (const [name, address] of Object.entries(addresses)) {
        await page.goto(address);
        const wider = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        expect({ [name]: wider }).toEqual({ [name]: 0 });
        if (folder !== undefined && pictured.includes(name)) await picture(page, folder, `${name}-${width}-${colorScheme}`);
      }
      await page.context().close();
    });
  });
});

/** What is folded away is part of the page, too. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
}

async function picture(page: Page, into: string, name: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const isLive = (await page.locator('#live').count()) > 0;
  if (isLive) await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Live');
  await page.screenshot({ path: join(into, `${name}.png`), animations: 'disabled' });
}
