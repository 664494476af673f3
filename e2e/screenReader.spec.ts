// What a screen reader is told, by AT-SPI: through a join, a meeting with events, a chat and Direkttext. Each event once.
import {
  everyNode,
  ScreenReader,
  wordsIn,
} from '@distansmote/testkit/accessibility/screenReader.ts';
import {
  type AccessibilityBus,
  startAccessibilityBus,
} from '@distansmote/testkit/accessibility/accessibilityBus.ts';
import { type Desktop, startDesktop } from '@distansmote/testkit/browser/desktop.ts';
import { type BrowserName, launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import type { Browser, Page } from '@playwright/test';
import { field, live, neverRests, openText } from './support/liveText.ts';
import { connectByLink, expectInMeeting, leaveButton } from './support/meeting.ts';
import { expect, test as base } from './support/test.ts';

interface Listener {
  page: Page;
  reader: ScreenReader;
}

const test = base.extend<{ listener: Listener }>({
  listener: async ({ browserName, server }, use) => {
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
  },
});

/** Has been said exactly once, with nothing like it beside. */
const expectSaidOnce = (reader: ScreenReader, words: string) =>
  expect
    .poll(() => reader.said.filter((text) => text.includes(words)), { timeout: 30_000 })
    .toEqual([words]);

test('the way into a meeting, what happens there, and a chat', async ({
  server,
  person,
  listener: { page, reader },
}) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const focused = () => expect.poll(() => reader.focused(), { timeout: 30_000 });

  await page.goto('/');
  await page.getByRole('link', { name: 'Anslut' }).click();
  // Each view begins at its heading, or where one types.
  await focused().toMatch(/^(heading|entry) /);
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await page.getByLabel('Namn', { exact: true }).waitFor();
  await focused().toMatch(/^heading /);
  await page.getByLabel('Namn', { exact: true }).fill('Anna');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);
  await focused().toMatch(/^heading Vårdplanering/);

  reader.forget();
  const lars = await person({ browser: 'chromium' });
  await connectByLink(lars, callId, 'Lars Öberg');
  await expectSaidOnce(reader, 'Lars Öberg har anslutit');
  await lars.getByRole('button', { name: /^Räck upp handen/ }).click();
  await expectSaidOnce(reader, 'Lars Öberg räcker upp handen');

  // Who is there, and every control has a name.
  const room = await reader.page('Vårdplanering');
  expect(wordsIn(room)).not.toBe('');
  const nodes = everyNode(room);
  const buttons = nodes.filter(({ role }) => role === 'push button' || role === 'toggle button');
  expect(buttons.length).toBeGreaterThan(5);
  expect(buttons.filter((button) => wordsIn(button) === '')).toEqual([]);
  const words = nodes.map(({ name, description }) => `${name} ${description}`).join('\n');
  expect(words).toContain('Lars Öberg');

  await lars.getByRole('button', { name: /^Chatt/ }).click();
  await lars.getByLabel('Ditt meddelande').fill('Hör ni mig?');
  await lars.getByLabel('Ditt meddelande').press('Enter');
  await expectSaidOnce(reader, 'Nytt meddelande från Lars Öberg');
  // What is written is not read out in the middle of the talk, until one opens the chat.
  expect(reader.said.filter((text) => text.includes('Hör ni mig'))).toEqual([]);
  await page.getByRole('button', { name: /^Chatt/ }).click();
  await page.getByLabel('Ditt meddelande').waitFor();
  reader.forget();
  await lars.getByLabel('Ditt meddelande').pressSequentially('Nu hörs det');
  await lars.getByLabel('Ditt meddelande').press('Enter');
  await expect
    .poll(() => reader.said.filter((text) => text.includes('Nu hörs det')).length, {
      timeout: 30_000,
    })
    .toBe(1);

  // Direkttext: who writes is told, the line once it is finished, and nothing letter by letter.
  reader.forget();
  await neverRests(lars);
  await openText(lars);
  await field(lars).pressSequentially('Nu skriver jag', { delay: 100 });
  await live(page, 'Lars Öberg').waitFor();
  await expectSaidOnce(reader, 'Lars Öberg skriver i Direkttext.');
  await field(lars).press('Enter');
  await expect
    .poll(() => reader.said.filter((text) => /^\S$|skriver jag|Nu s/.test(text)), {
      timeout: 30_000,
    })
    .toEqual([expect.stringContaining('Nu skriver jag')]);

  reader.forget();
  await leaveButton(lars).click();
  await expectSaidOnce(reader, 'Lars Öberg har lämnat mötet');
  await expect
    .poll(() => reader.said.filter((text) => text.includes('Lars')))
    .toEqual(['Lars Öberg har lämnat mötet']);
});
