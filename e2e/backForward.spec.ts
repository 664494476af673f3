// Pages are kept for the browser's Back.
import type { Page } from '@playwright/test';
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
