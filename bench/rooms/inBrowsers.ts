// From a room's INVITE until it is shown in Chromium and in Firefox, which are in the meeting already.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CHECKOUT } from '@distansmote/testkit/server/clientBuild.ts';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import type { Page } from 'playwright-core';
import { BenchRoom } from './benchRoom.ts';
import type { Part } from './part.ts';
import { times } from './row.ts';

const NAMES = ['chromium', 'firefox'] as const;
const WAIT_MS = 8_000;
/** Until its tile is gone. */
const REST_MS = 1_500;

declare global {
  interface Window {
    /** When each video element has shown its first picture, as `Date.now()`. */
    shownAt: number[];
  }
}

export const inBrowsers: Part = async ({ server, isQuick }) => {
  if (!existsSync(join(CHECKOUT, 'client/dist/assets'))) throw new Error('no page: npm run build');
  const callId = await server.newMeeting();
  const url = `http://localhost:${server.load.address.port}/meeting/${callId}`;
  const browsers = await Promise.all(NAMES.map((name) => launchBrowser(name)));
  const shown = NAMES.map((): number[] => []);
  try {
    const pages = await Promise.all(
      browsers.map(async (browser, at) => {
        const context = await browser.newContext({ locale: 'sv-SE' });
        const page = await context.newPage();
        await page.addInitScript(noteFirstPictures);
        await page.goto(url);
        await page.getByLabel('Namn', { exact: true }).fill(NAMES[at] ?? '');
        await page.getByRole('button', { name: 'Anslut', exact: true }).click();
        return page;
      }),
    );
    await pause(5_000);
    for (let call = 0; call < (isQuick ? 2 : 10); call += 1) {
      const invitedAt = Date.now();
      const room = await BenchRoom.call(server, callId);
      const since = Date.now() - (performance.now() - room.invitedAt);
      const moments = await Promise.all(pages.map((page) => firstAfter(page, invitedAt)));
      for (const [at, moment] of moments.entries()) shown[at]?.push(moment - since);
      await room.hangUp();
      await pause(REST_MS);
    }
  } finally {
    for (const browser of browsers) await browser.close();
  }
  return NAMES.map((name, at) =>
    times(`INVITE → the room shown in ${name}`, shown[at] ?? [], { limits: { p95: 1_500 } }),
  );
};

/** @returns Infinity when it takes too long. */
async function firstAfter(page: Page, since: number): Promise<number> {
  const until = performance.now() + WAIT_MS;
  while (performance.now() < until) {
    const found = await page.evaluate((from) => window.shownAt.find((at) => at > from), since);
    if (found !== undefined) return found;
    await pause(100);
  }
  return Infinity;
}

/** Runs in the page before its own scripts: each stream that an element is given, until its first picture. */
function noteFirstPictures(): void {
  window.shownAt = [];
  const plain = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...plain,
    set(this: HTMLMediaElement, stream: MediaStream | null) {
      plain?.set?.call(this, stream);
      if (!(this instanceof HTMLVideoElement) || stream === null) return;
      const note = () => {
        // Not on a hidden spare element.
        if (this.isConnected && this.clientWidth >= 50) window.shownAt.push(Date.now());
        else this.requestVideoFrameCallback(note);
      };
      this.requestVideoFrameCallback(note);
    },
  });
}
