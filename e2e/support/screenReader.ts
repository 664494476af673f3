// One person whose browser is read aloud, by AT-SPI; and what a screen reader is told there.
import { ScreenReader } from '@distansmote/testkit/accessibility/screenReader.ts';
import {
  type AccessibilityBus,
  startAccessibilityBus,
} from '@distansmote/testkit/accessibility/accessibilityBus.ts';
import { type Desktop, startDesktop } from '@distansmote/testkit/browser/desktop.ts';
import { type BrowserName, launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import type { Browser, Page } from '@playwright/test';
import { expect } from './test.ts';

export interface Listener {
  page: Page;
  reader: ScreenReader;
}

/** A fixture, for `test.extend`. */
export async function listener(
  { browserName, server }: { browserName: string; server: ServerProcess },
  use: (listener: Listener) => Promise<void>,
): Promise<void> {
  let desktop: Desktop | undefined;
  let bus: AccessibilityBus | undefined;
  let browser: Browser | undefined;
  try {
    [desktop, bus] = await Promise.all([startDesktop(), startAccessibilityBus()]);
    browser = await launchBrowser(browserName as BrowserName, {
      isReadAloud: true,
      framesPerSecond: 5,
      env: { ...desktop.env, ...bus.env },
    });
    const context = await browser.newContext({ baseURL: server.url, locale: 'sv-SE' });
    await use({ page: await context.newPage(), reader: new ScreenReader(bus) });
  } finally {
    await browser?.close();
    await bus?.stop();
    await desktop?.stop();
  }
}

/** Has been said exactly once, with nothing like it beside. */
export const expectSaidOnce = (reader: ScreenReader, words: string) =>
  expectSaid(reader, words, [words]);

/** Of all that has been said, what has these words in it. */
export const expectSaid = (reader: ScreenReader, words: string, all: readonly unknown[]) =>
  expect
    .poll(() => reader.said.filter((text) => text.includes(words)), { timeout: 30_000 })
    .toEqual(all);
