// Goes into a meeting as a person does: opens the page, types a name, waits a little, clicks Anslut.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { joinProbe, type Moments } from './joinProbe.ts';
import { type Detour, mediaDetour } from '../mediaDetour.ts';
import { noDevices } from './noDevices.ts';
import { smallCamera } from './smallCamera.ts';

/** From the name to the click. */
const TYPING_MS = 1_500;
const FRAME_TIMEOUT_MS = 15_000;

export interface Entrance {
  url: string;
  publishes: boolean;
  /** Undefined: straight to the server. */
  detour: Detour | undefined;
}

async function clickIn(
  browser: Browser,
  entrance: Entrance,
  script?: () => void,
): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'sv-SE',
  });
  const page = await context.newPage();
  await page.addInitScript(joinProbe);
  if (entrance.detour !== undefined) await page.addInitScript(mediaDetour, entrance.detour);
  if (script !== undefined) await page.addInitScript(script);
  if (!entrance.publishes) await page.addInitScript(noDevices);
  await page.goto(entrance.url);
  await page.getByLabel('Namn', { exact: true }).fill('Astrid Mätare');
  await pause(TYPING_MS);
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  return [context, page];
}

/** Goes in and stays, with a small picture, so that it takes little of the machine. */
export async function enterToStay(browser: Browser, entrance: Entrance): Promise<void> {
  await clickIn(browser, entrance, smallCamera);
}

/** Goes in, waits for the first remote picture, and leaves. */
export async function measureEntrance(browser: Browser, entrance: Entrance): Promise<Moments> {
  const [context, page] = await clickIn(browser, entrance);
  try {
    return await Promise.race([
      page.evaluate(() => window.joinMoments),
      pause(FRAME_TIMEOUT_MS, undefined, { ref: false }).then((): never => {
        throw new Error(`no remote picture within ${FRAME_TIMEOUT_MS / 1000} s at ${entrance.url}`);
      }),
    ]);
  } finally {
    await context.close();
  }
}
