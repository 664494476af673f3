// Joins a meeting as a person does: opens the page, types a name, waits a little, clicks Anslut, is admitted.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { joinProbe, type Moments } from './joinProbe.ts';
import { type MediaRedirect, redirectMedia } from '@distansmote/testkit/relay/redirectMedia.ts';
import { noDevices } from './noDevices.ts';
import { smallCamera } from './smallCamera.ts';

/** From the name to the click, and from the click to being admitted. */
const TYPING_MS = 1_500;
const LOBBY_MS = 1_500;
const FRAME_TIMEOUT_MS = 15_000;

export interface Entrance {
  url: string;
  publishes: boolean;
  /** Undefined: directly to the server. */
  detour: MediaRedirect | undefined;
  /** Admits the person from the lobby, and returns when, as `Date.now()`; undefined without a lobby. */
  admit: (() => number) | undefined;
}

/** The laptop of `laptopView.ts`; and a window with next to nothing to paint. */
const LAPTOP = { width: 1280, height: 720 };
const SMALL = { width: 400, height: 300 };

async function clickIn(
  browser: Browser,
  entrance: Entrance,
  viewport: typeof LAPTOP,
  script?: () => void,
): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ viewport, locale: 'sv-SE' });
  const page = await context.newPage();
  await page.addInitScript(joinProbe);
  if (entrance.detour !== undefined) await page.addInitScript(redirectMedia, entrance.detour);
  if (script !== undefined) await page.addInitScript(script);
  if (!entrance.publishes) await page.addInitScript(noDevices);
  await page.goto(entrance.url);
  await page.getByLabel('Namn', { exact: true }).fill('Astrid Mätare');
  await pause(TYPING_MS);
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  return [context, page];
}

/** @returns when the clock starts, as `performance.now()` of the page; undefined: with the click. */
async function beLetIn(page: Page, { admit }: Entrance): Promise<number | undefined> {
  if (admit === undefined) return undefined;
  await pause(LOBBY_MS);
  const originMs = await page.evaluate(() => Date.now() - performance.now());
  return admit() - originMs;
}

/** Joins and stays, with a small camera and a small window, so that it takes little CPU. */
export async function enterToStay(browser: Browser, entrance: Entrance): Promise<void> {
  const [, page] = await clickIn(browser, entrance, SMALL, smallCamera);
  await beLetIn(page, entrance);
}

/** Joins, waits for the first remote frame, and leaves. */
export async function measureEntrance(browser: Browser, entrance: Entrance): Promise<Moments> {
  const [context, page] = await clickIn(browser, entrance, LAPTOP);
  try {
    const letInAt = await beLetIn(page, entrance);
    return await Promise.race([
      page
        .evaluate(() => window.joinMoments)
        .then((moments) => ({ ...moments, clicked: letInAt ?? moments.clicked })),
      pause(FRAME_TIMEOUT_MS, undefined, { ref: false }).then((): never => {
        throw new Error(`no remote picture within ${FRAME_TIMEOUT_MS / 1000} s at ${entrance.url}`);
      }),
    ]);
  } finally {
    await context.close();
  }
}
