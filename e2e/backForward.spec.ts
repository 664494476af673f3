// Back to a page that the browser has kept: the form is as it was, and camera, microphone and connection are there again.
import type { Page } from '@playwright/test';
import { expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

/** What in the page kept the browser from keeping it (Chrome DevTools Protocol, Page.backForwardCacheNotUsed). */
async function recordObstacles(page: Page): Promise<string[]> {
  const obstacles: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
    obstacles.push(...notRestoredExplanations.map(({ type, reason }) => `${type}: ${reason}`));
  });
  return obstacles;
}

for (const path of ['/', '/call-id', '/meeting/'] as const) {
  test(`${path} is kept for Back`, { tag: '@chromium-only' }, async ({ server, person }) => {
    const { callId } = await server.createSpace('Bakåt');
    const page = await person({ keepsPages: true });
    const obstacles = await recordObstacles(page);
    const isMeeting = path === '/meeting/';
    await page.goto(isMeeting ? `${path}${callId}` : path);
    const name = page.getByLabel('Namn', { exact: true });
    if (isMeeting) {
      await name.fill('Karin');
      await expect(page.getByRole('button', { name: 'Kameran är på' })).toBeVisible();
      await expect
        .poll(() =>
          page.evaluate(
            () => window.connections.filter((one) => one.connectionState === 'connected').length,
          ),
        )
        .toBe(2);
    }
    await page.evaluate(() => Object.assign(window, { isKept: true }));
    await page.goto('/robots.txt');
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(() => page.evaluate(() => 'isKept' in window), `${obstacles}`).toBe(true);
    expect(obstacles).toEqual([]);
    if (!isMeeting) return;

    await expect(name).toHaveValue('Karin');
    await expect(page.getByRole('button', { name: 'Kameran är på' })).toBeVisible();
    await page.getByRole('button', { name: 'Anslut' }).click();
    await expectInMeeting(page);
  });
}
