// WCAG 2.1, 1.4.12: with as much space between letters, words and lines as somebody may need, no word is cut.
import type { Page } from '@playwright/test';
import { connectByLink, countButton, expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

/** Elements with words of their own that do not fit in them. */
const cutWords = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((one) => one.closest('.visually-hidden, [aria-hidden="true"]') === null)
      .filter((one) =>
        [...one.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
      )
      .filter((one) => {
        const { overflowX, overflowY, textOverflow, display } = getComputedStyle(one);
        // Names end in dots where there is no room, and are whole in the list.
        // Words for screen readers alone are a pixel large.
        if (display === 'inline' || textOverflow === 'ellipsis' || one.clientWidth <= 1)
          return false;
        const isCutX = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
        const isCutY =
          ['hidden', 'clip'].includes(overflowY) && one.scrollHeight > one.clientHeight + 1;
        return isCutX || isCutY;
      })
      .map((one) => `${one.tagName}.${one.className}: ${one.textContent?.trim().slice(0, 40)}`),
  );

/** Buttons, links and fields that reach outside the window without a way to scroll there. */
const outside = (page: Page) =>
  page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    return [...document.querySelectorAll('button, a, input, select, h1, h2, label')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .filter((one) => one.closest('.visually-hidden') === null)
      .filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 1 && (left < -1 || right > clientWidth + 1);
      })
      .map((one) => `${one.tagName}: ${one.textContent?.trim().slice(0, 40)}`);
  });

async function expectWhole(page: Page, where: string): Promise<void> {
  await page.addStyleTag({ content: SPACED });
  await expect.poll(() => cutWords(page), { message: `${where}: cut` }).toEqual([]);
  await expect.poll(() => outside(page), { message: `${where}: outside` }).toEqual([]);
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
])
  test(
    `spaced text at ${viewport.width} px`,
    { tag: '@chromium-only' },
    async ({ server, person }) => {
      const { callId } = await server.createSpace('Distansmöte HC Torsås 9');
      const page = await person({ viewport, bypassCSP: true });
      for (const path of [
        '/',
        '/call-id',
        '/sign-in',
        '/equipment',
        '/tillganglighet',
        `/meeting/${callId}`,
      ]) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expectWhole(page, path);
      }
      await page.getByLabel('Namn', { exact: true }).fill('Karin');
      await page.getByRole('button', { name: 'Anslut' }).click();
      await expectInMeeting(page);
      const lars = await person({ browser: 'chromium' });
      await connectByLink(lars, callId, 'Lars Öberg');
      await countButton(page, 2).waitFor();
      await expectWhole(page, 'the room');
      await countButton(page, 2).click();
      await expectWhole(page, 'the list');
      await page.locator('.panel-everybody').click();
      await expectWhole(page, 'the chat');
    },
  );
