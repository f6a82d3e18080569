import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endings, report, runName } from '../unit/collector/pages/sample.ts';
import { hasBrowser, openStage, patiently, type Stage } from './support/browser.ts';

describe.skipIf(!hasBrowser)('a person at the pages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => {
    await stage[Symbol.asyncDispose]();
    expect(stage.complaints).toEqual([]);
  });

  it.each([true, false])('goes from hosts to a run, a task and its diff (script: %s)', async (javaScriptEnabled) => {
    const page = await stage.open({ javaScriptEnabled });
    await page.goto('/');
    await page.getByRole('list', { name: 'Hosts by state' }).getByRole('link', { name: '1 drifted' }).click();
    expect(await page.getByRole('table').getByRole('row').count()).toBe(2);
    await page.getByRole('link', { name: 'client-07' }).click();
    await page.getByRole('heading', { level: 1, name: 'client-07' }).waitFor();
    await page.getByRole('row').nth(1).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Run on client-07' }).waitFor();
    expect(await page.locator('article').count()).toBe(2);
    await page.getByRole('link', { name: 'nomad : Configure Nomad' }).click();
    await page.getByRole('heading', { level: 1, name: 'nomad : Configure Nomad' }).waitFor();
    expect(await page.locator('.diff del').textContent()).toBe('-log_level  = "DEBUG"\n');
    expect(await page.locator('.diff ins').textContent()).toBe('+log_level  = "INFO"\n');
    expect(await page.locator('.diff ins b').textContent()).toBe('INFO');
    await page.context().close();
  });

  it('finds what failed: first on the page, with its message', async () => {
    const page = await stage.open();
    await page.goto('/?state=failed');
    await page.getByRole('table').getByRole('link', { name: 'h ago' }).click();
    const first = page.locator('article').first();
    expect(await first.textContent()).toContain('docker : Install Docker');
    expect(await first.textContent()).toContain('Operation timed out');
    const rest = page.locator('details#rest');
    expect(await rest.getByRole('table').isVisible()).toBe(false);
    await rest.locator('summary').click();
    expect(await rest.getByRole('table').isVisible()).toBe(true);
    await page.context().close();
  });

  it('chooses two runs of a host and compares them', async () => {
    const page = await stage.open();
    await page.goto('/hosts/client-01');
    await page.getByRole('row').nth(3).getByLabel('before').check();
    await page.getByRole('button', { name: 'Compare the two chosen runs' }).click();
    await page.getByRole('heading', { name: 'Two runs compared' }).waitFor();
    const card = page.locator('article').filter({ hasText: 'chrony : Configure chrony' });
    expect(await card.locator('.badge').allTextContents()).toEqual(['ok', 'changed']);
    expect(await card.locator('.diff ins').first().textContent()).toContain('ntp1.example.net');
    await page.getByRole('link', { name: 'Swap' }).click();
    await expect.poll(() => card.locator('.badge').allTextContents(), patiently).toEqual(['changed', 'ok']);
    await page.context().close();
  });

  it('watches a run: tasks appear as they end, what was unfolded stays so, and the end is said', async () => {
    const page = await stage.open();
    const started = Date.now();
    const whole = report({
      host: 'client-05',
      run: runName(started, 'live'),
      started,
      commit: 'c0ffee',
      endings: endings.rollout,
    });
    const send = (from: number, to: number) =>
      stage.collector.report({ head: { ...whole.head, from }, events: whole.events.slice(from, to) });
    await send(0, 6);
    await page.goto(`/runs/${whole.head.run}`);
    await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Live');
    expect(await page.locator('h1 + .badge').textContent()).toBe('running');
    expect(await page.getByRole('heading', { name: 'chrony : Configure chrony' }).count()).toBe(0);
    await page.locator('details#rest summary').click();
    await page.locator('details#rest summary').focus();
    await page.evaluate('window.isSame = true');
    await send(6, 12);
    await page.getByRole('heading', { name: 'chrony : Configure chrony' }).waitFor();
    expect(await page.locator('details#rest').evaluate((rest: { open?: boolean }) => rest.open)).toBe(true);
    expect(await page.evaluate('document.activeElement.parentNode.id')).toBe('rest');
    await send(12, whole.events.length);
    await expect.poll(() => page.locator('h1 + .badge').textContent(), patiently).toBe('changed');
    await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Finished');
    expect(await page.evaluate('window.isSame')).toBe(true);
    await page.context().close();
  });

  it('sees a host appear in the list when it first reports', async () => {
    const page = await stage.open();
    await page.goto('/?search=client-1');
    await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Live');
    const started = Date.now();
    await stage.collector.report(report({ host: 'client-10', run: runName(started, 'client-10'), started }));
    await page.getByRole('link', { name: 'client-10' }).waitFor();
    await page.context().close();
  });

  it('is not disturbed in what it types and chooses when the page follows', async () => {
    const page = await stage.open();
    await page.goto('/?search=client-3');
    await page.getByLabel('Name').press('End');
    await page.keyboard.type('0 and');
    const started = Date.now();
    await stage.collector.report(report({ host: 'client-30', run: runName(started, 'client-30'), started }));
    await page.getByRole('link', { name: 'client-30' }).waitFor();
    await page.keyboard.type(' more');
    expect(await page.getByLabel('Name').inputValue()).toBe('client-30 and more');

    await page.goto('/hosts/client-03');
    const chosen = page.getByRole('row').nth(4).getByLabel('before');
    const run = await chosen.inputValue();
    await chosen.check();
    await stage.collector.report(report({ host: 'client-03', run: runName(started, 'client-03'), started }));
    await expect.poll(() => page.getByRole('row').nth(5).getByLabel('before').inputValue(), patiently).toBe(run);
    expect(await page.getByRole('row').nth(5).getByLabel('before').isChecked()).toBe(true);
    await page.context().close();
  });

  it('keeps no connection to a page that nobody looks at, and catches up when somebody does', async () => {
    const page = await stage.open();
    await page.goto('/?search=client-2');
    await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Live');
    const hide = (isHidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))`);
    await hide(true);
    const started = Date.now();
    await stage.collector.report(report({ host: 'client-20', run: runName(started, 'client-20'), started }));
    await page.waitForTimeout(1500);
    expect(await page.getByRole('link', { name: 'client-20' }).count()).toBe(0);
    await hide(false);
    await page.getByRole('link', { name: 'client-20' }).waitFor();
    await page.context().close();
  });

  it('is told when the collector is gone, and follows again once it is back', async () => {
    const page = await stage.open();
    await page.goto('/?search=client-4');
    await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Live');
    await stage.collector.stop();
    await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Connection lost, trying again');
    await stage.collector.startAgain();
    await expect.poll(() => page.locator('#live').textContent(), patiently).toBe('Live');
    const started = Date.now();
    await stage.collector.report(report({ host: 'client-40', run: runName(started, 'client-40'), started }));
    await page.getByRole('link', { name: 'client-40' }).waitFor();
    await page.context().close();
  });

  it('gets past the navigation and through the page with the keyboard', async () => {
    const page = await stage.open();
    await page.goto('/');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    expect(await skip.evaluate((link) => link === link.ownerDocument.activeElement)).toBe(true);
    await expect.poll(async () => (await skip.boundingBox())?.y, patiently).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.context().close();
  });

  it('filters runs by a form that keeps what was asked', async () => {
    const page = await stage.open();
    await page.goto('/runs');
    await page.getByLabel('Host').fill('client-04');
    await page.getByLabel('Status').selectOption('failed');
    await page.getByRole('button', { name: 'Filter' }).click();
    expect(await page.getByRole('table').getByRole('row').count()).toBe(4);
    expect(await page.getByLabel('Host').inputValue()).toBe('client-04');
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByRole('link', { name: 'First page' }).waitFor();
    await page.context().close();
  });

  it('sees text as text, whatever an agent reports', async () => {
    const page = await stage.open();
    const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const started = Date.now();
    const ending = { result: 'failed', msg: evil, diff: [{ before: '', after: `${evil}\n`, note: evil }] } as const;
    const part = report({ host: evil, run: runName(started, evil), started, endings: { 'Install the tools': ending } });
    await stage.collector.report(part);
    await page.goto(`/hosts/${encodeURIComponent(evil)}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(evil);
    await page.goto(`/runs/${part.head.run}`);
    expect(await page.locator('.message').first().textContent()).toContain('A task failed');
    expect(await page.locator('article .message').textContent()).toBe(evil);
    expect(await page.locator('img').count()).toBe(0);
    await page.context().close();
  });

  it('logs in where it was going, is told of a wrong token, and logs out', async () => {
    const page = await stage.open({ storageState: { cookies: [], origins: [] } });
    await page.goto('/runs?host=client-01');
    await page.getByLabel('Token').fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('This token is not known, or has expired.');
    await page.getByLabel('Token').fill(stage.collector.token);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForURL('**/runs?host=client-01');
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForURL('**/login');
    await page.goto('/');
    expect(page.url()).toContain('/login?next=');
    await page.context().close();
  });
});
