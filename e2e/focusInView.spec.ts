// Whatever has the focus is seen, however little of the page there is room for: at 400 % of a laptop's window nothing lies over it.
import type { Page } from '@playwright/test';
import { connectByLink, countButton, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

/** 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10 and 2.4.11). */
const ZOOMED = { width: 320, height: 256 };
const MOST_STOPS = 60;

interface Stop {
  name: string;
  /** What lies over the middle of what is in the window of it: Firefox does not scroll to what is partly in. */
  hiddenBy: string | undefined;
}

/** Of what has the focus; undefined for the page itself. */
function stopOf(page: Page): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || activeElement === document.body)
      return undefined;
    const { left, top, right, bottom } = activeElement.getBoundingClientRect();
    const nameOf = (one: Element | null | undefined) =>
      one && `${one.tagName}#${one.id} ${one.getAttribute('aria-label') ?? one.textContent}`;
    const name = nameOf(activeElement)?.slice(0, 80) ?? '';
    const isIn = (one: Element | null) =>
      one !== null &&
      (activeElement.contains(one) || one.closest('label')?.contains(activeElement) === true);
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const at = document.elementFromPoint(x, y);
    return { name, hiddenBy: isIn(at) ? undefined : (nameOf(at)?.slice(0, 80) ?? 'the window') };
  });
}

/** @returns whether it has been come to before, since the page was loaded or `lap` began. */
const isAgain = (page: Page, lap: string): Promise<boolean> =>
  page.evaluate((now) => {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement)) return false;
    const before = activeElement.dataset['lap'];
    activeElement.dataset['lap'] = now;
    return before === now;
  }, lap);

/** Tabs through all of the page. @returns what was come to, each once */
async function tabThrough(page: Page, lap: string): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < MOST_STOPS; press += 1) {
    await page.keyboard.press('Tab');
    // What has scrolled, faded in or made way has done so.
    let stop: Stop | undefined;
    await expect
      .poll(async () => ((stop = await stopOf(page)), stop?.hiddenBy), { timeout: 3_000 })
      .toBeUndefined()
      .catch(() => undefined);
    if (stop === undefined) continue;
    if (await isAgain(page, lap)) break;
    stops.push(stop);
  }
  return stops;
}

async function expectSeen(page: Page, where: string, atLeast: number): Promise<void> {
  const stops = await tabThrough(page, where);
  expect(
    stops.filter(({ hiddenBy }) => hiddenBy !== undefined),
    where,
  ).toEqual([]);
  expect(stops.length, `${where}: ${stops.map(({ name }) => name).join('; ')}`).toBeGreaterThan(
    atLeast,
  );
}

test('at 400 % all that has the focus is seen, on the way in and in the meeting', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Fokus');
  const lars = await person({ browser: 'chromium' });
  await connectByLink(lars, callId, 'Lars');
  const page = await person({ viewport: ZOOMED });
  await page.goto('/call-id');
  await expectSeen(page, 'call ID', 2);
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).waitFor();
  await expectSeen(page, 'name', 4);
  await connectByLink(page, callId, 'Karin');
  await expect(tileOf(page, 'Lars').locator('video')).toBeVisible();
  await expectSeen(page, 'two people', 8);
  const elsa = await person({ browser: 'chromium' });
  await connectByLink(elsa, callId, 'Elsa');
  await expect(tileOf(page, 'Elsa').locator('video')).toBeVisible();
  await expectSeen(page, 'three people', 8);
  await countButton(page, 3).click();
  await page.getByRole('heading', { name: 'Deltagare' }).waitFor();
  await expectSeen(page, 'the list of participants', 3);
});
