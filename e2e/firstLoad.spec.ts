// The first visit to a meeting's page: at most three levels of requests until the form, and never a blank window.
import { setTimeout } from 'node:timers/promises';
import type { Locator, Page, Route } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** A page that asks for nothing for so long waits for what it has asked for. */
const STILL_MS = 700;

/** Asked for once everything before it has been answered; nothing in it waits for another of them. */
type Level = string[];

/**
 * Holds each request back until no other begins any more, then answers all that wait: so a request is in the level after
 * that of the one which made the page ask for it, however fast the machine is.
 */
async function countLevels(page: Page, goal: Locator): Promise<Level[]> {
  const levels: Level[] = [];
  let waiting: { path: string; route: Route }[] = [];
  const goalReached = new AbortController();
  void goal.waitFor().then(() => goalReached.abort());
  await page.route('**', (route) => {
    waiting.push({ path: new URL(route.request().url()).pathname, route });
  });
  while (!goalReached.signal.aborted) {
    const before = waiting.length;
    await setTimeout(STILL_MS);
    if (waiting.length === 0 || waiting.length !== before) continue;
    // Asked of the page, once there is one: on a busy machine the news may come later than what the drawn form asks for.
    if (levels.length > 0 && (await goal.isVisible())) break;
    const answered = waiting;
    waiting = [];
    levels.push(answered.map(({ path }) => path));
    await Promise.all(answered.map(({ route }) => route.continue()));
  }
  return levels;
}

for (const locale of ['sv-SE', 'en-GB']) {
  test(`${locale}: the form comes after three levels of requests at most`, async ({
    server,
    person,
  }) => {
    const { callId } = await server.createSpace('Snabbt');
    const page = await person({ locale });
    const counted = countLevels(page, page.locator('form input').first());
    void page.goto(`/meeting/${callId}`).catch(() => undefined);
    const levels = await counted;
    expect(levels.length, JSON.stringify(levels, null, 1)).toBeLessThanOrEqual(3);
    // The look-up goes beside nothing that it would have to wait for.
    expect(levels.at(-1)).toContain(`/api/meetings/${callId}`);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('what is shown until the script runs is the frame that stays', async ({ server, person }) => {
  const { callId } = await server.createSpace('Långsamt');
  const page = await person();
  const scripts = await holdBack(page, '**/assets/*.js');
  const lookUps = await holdBack(page, '**/api/meetings/*');
  await page.goto(`/meeting/${callId}`, { waitUntil: 'commit' });
  const brand = page.locator('.brand');
  await expect(brand).toHaveText('Distansmöte');
  await expect(brand.locator('svg')).toBeVisible();
  // Nothing is painted before the style is there, but everything can be measured.
  await expect
    .poll(() => page.evaluate(() => [...document.styleSheets].some(({ href }) => href !== null)))
    .toBe(true);
  const before = await brand.boundingBox();
  await expect(page.locator('.skeleton-card')).toBeVisible();
  await expect(page.getByText('Sidan hämtas …')).toBeVisible();

  // From now on the brand is looked for in each frame that is drawn.
  await page.evaluate(() => {
    const watched = { blank: 0 };
    Object.assign(window, { watched });
    const look = () => {
      if (document.querySelector('.brand') === null) watched.blank += 1;
      requestAnimationFrame(look);
    };
    look();
  });
  await scripts.release();
  await expect.poll(lookUps.count).toBeGreaterThan(0);
  await lookUps.release();
  await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => (window as never as { watched: object }).watched)).toEqual({
    blank: 0,
  });
  // Sideways it may, by half of Firefox's scrollbar, which comes with a page that is higher than the window. The font may
  // arrive meanwhile, in which the name is wider.
  const after = await brand.boundingBox();
  const place = { x: 0, width: 0 };
  expect({ ...after, ...place }, 'the brand has not moved').toEqual({ ...before, ...place });
});

/** Requests that wait until they are released. */
async function holdBack(page: Page, pattern: string) {
  const waiting: Route[] = [];
  let isHeld = true;
  await page.route(pattern, (route) => {
    if (isHeld) waiting.push(route);
    else void route.continue();
  });
  return {
    count: () => waiting.length,
    async release() {
      isHeld = false;
      await Promise.all(waiting.map((route) => route.continue()));
    },
  };
}
