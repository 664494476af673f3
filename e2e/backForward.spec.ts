// Back to a page that the browser has kept: the form is as it was, and camera, microphone and connection are there again.
import type { Page } from '@playwright/test';
import { expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

/** @returns what in the page kept the browser from keeping it (Chrome DevTools Protocol, Page.backForwardCacheNotUsed). */
async function leaveAndGoBack(page: Page): Promise<string[]> {
  const obstacles: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
    obstacles.push(...notRestoredExplanations.map(({ type, reason }) => `${type}: ${reason}`));
  });
  await page.evaluate(() => Object.assign(window, { isKept: true }));
  await page.goto('/robots.txt');
  await page.goBack({ waitUntil: 'commit' });
  // A page that was not kept is another one.
  await page.locator('.brand').waitFor();
  if (!(await page.evaluate(() => 'isKept' in window))) obstacles.push('loaded anew');
  return obstacles;
}

for (const path of ['/', '/call-id']) {
  test(`${path} is kept for Back`, { tag: '@chromium-only' }, async ({ person }) => {
    const page = await person({ keepsPages: true });
    await page.goto(path);
    expect(await leaveAndGoBack(page)).toEqual([]);
  });
}

test(
  'the page that asks for a name is kept for Back, and joins from there',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Bakåt');
    const page = await person({ keepsPages: true });
    await page.goto(`/meeting/${callId}`);
    const name = page.getByLabel('Namn', { exact: true });
    await name.fill('Karin');
    const camera = page.getByRole('button', { name: 'Kameran är på' });
    await expect(camera).toBeVisible();
    await expect.poll(() => connected(page)).toBe(2);
    expect(await leaveAndGoBack(page)).toEqual([]);

    await expect(name).toHaveValue('Karin');
    await expect(camera).toBeVisible();
    await expect.poll(() => connected(page)).toBe(2);
    await page.getByRole('button', { name: 'Anslut' }).click();
    await expectInMeeting(page);
  },
);

const connected = (page: Page) =>
  page.evaluate(
    () => window.connections.filter((one) => one.connectionState === 'connected').length,
  );
