// From 320 px up every page fits: nothing scrolls sideways, and no controls overlap.
import type { Page } from '@playwright/test';
import { chooseLanguage } from './support/language.ts';
import { connectByLink, connectByName, expectInMeeting, leaveButton } from './support/meeting.ts';
import { expect, test } from './support/test.ts';
import { DESKTOP, PHONE, WINDOW_SIZES } from './support/windowSizes.ts';

/** Lower windows are the meeting's (roomFrame). */
const SIZES = WINDOW_SIZES.filter(({ height }) => height >= 400);

/** @param except elements whose contents may overlap, or be covered by a sheet. */
async function expectFits(page: Page, where: string, except = 'none'): Promise<void> {
  // A sheet makes the rest inert a moment after the screen has changed.
  await expect.poll(() => faultsOf(page, except), { message: where, timeout: 3_000 }).toEqual([]);
}

function faultsOf(page: Page, except: string): Promise<string[]> {
  return page.evaluate((leftOut) => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`scrolls sideways by ${scrollWidth - clientWidth}`);
    const controls = [...document.querySelectorAll('button, a, input, select')].filter(
      (one) =>
        one.checkVisibility({ visibilityProperty: true }) &&
        one.closest(`${leftOut}, [inert]`) === null,
    );
    // Elements scrolled out of their list are not visible.
    const boxes = controls.map((one) => {
      let { left: x, top: y, right, bottom } = one.getBoundingClientRect();
      for (let around = one.parentElement; around !== null; around = around.parentElement) {
        if (around === document.body || getComputedStyle(around).overflow === 'visible') continue;
        const box = around.getBoundingClientRect();
        [x, y] = [Math.max(x, box.left), Math.max(y, box.top)];
        [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
      }
      return { left: x, top: y, right, bottom };
    });
    for (const [index, box] of boxes.entries()) {
      const name = (one: Element | undefined) => one?.textContent?.trim() || one?.tagName;
      if (box.right <= box.left || box.bottom <= box.top) continue;
      if (box.right > clientWidth + 1 || box.left < -1)
        found.push(`${name(controls[index])} is cut`);
      for (const [other, box2] of boxes.entries()) {
        if (other <= index || controls[index]?.contains(controls[other] ?? null)) continue;
        const wide = Math.min(box.right, box2.right) - Math.max(box.left, box2.left);
        const high = Math.min(box.bottom, box2.bottom) - Math.max(box.top, box2.top);
        if (wide > 1 && high > 1)
          found.push(`${name(controls[index])} and ${name(controls[other])} overlap`);
      }
    }
    return found;
  }, except);
}

for (const locale of ['sv-SE', 'en-GB']) {
  // Firefox lays pages out itself, while the texts are the same.
  const tag = locale === 'sv-SE' ? [] : ['@chromium-only'];
  test(`every page fits, ${locale}`, { tag }, async ({ server, person }) => {
    const { callId } = await server.createSpace('Distansmöte HC Torsås 9, vårdplanering');
    const page = await person({ locale });
    for (const path of ['/', '/call-id', '/sign-in', '/meeting/999888777']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await expectFits(page, `${path} at ${size.width} × ${size.height}`);
      }
    }
    await page.goto('/equipment');
    await page.locator('main button').click();
    await page.locator('video').waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectFits(page, `testing one's equipment at ${size.width} × ${size.height}`);
    }
    await page.goto(`/meeting/${callId}`);
    await page.locator('video').waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectFits(page, `name page at ${size.width} × ${size.height}`);
    }
    await page.getByRole('textbox').first().fill('Karin');
    await page.locator('form button[type="submit"]').click();
    await expectInMeeting(page);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectFits(page, `room at ${size.width} × ${size.height}`);
    }
    const lars = await person({ browser: 'chromium' });
    await connectByLink(lars, callId, 'Lars');
    await lars.getByRole('button', { name: 'Dela skärm' }).click();
    await page.locator('[data-screen-of] video').waitFor();
    await page.getByRole('button', { name: /^2 / }).click();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectFits(
        page,
        `room with a screen and the list at ${size.width} × ${size.height}`,
        '.stage',
      );
    }
    await page.locator('.panel-everybody').click();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await expectFits(
        page,
        `room with a conversation at ${size.width} × ${size.height}`,
        '.stage',
      );
    }
  });
}

test('on a phone the name field and Anslut are visible, and a notification does not cover the controls', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Telefon');
  const page = await person({ viewport: PHONE });
  await page.goto(`/meeting/${callId}`);
  await page.locator('video').waitFor();
  await expect(page.getByLabel('Namn', { exact: true })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Anslut', exact: true })).toBeInViewport();
  await connectByName(page, 'Karin');
  await expect(leaveButton(page)).toBeInViewport();
  await expect(page.getByRole('button', { name: /^Mikrofon/ })).toBeInViewport();
});

test(
  'with the text spacing of WCAG 1.4.12 nothing is cut off',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Textavstånd');
    const page = await person();
    const space = () =>
      page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important} p{margin-bottom:2em!important}',
        );
        document.adoptedStyleSheets = [sheet];
      });
    for (const size of [PHONE, DESKTOP]) {
      await page.setViewportSize(size);
      for (const path of ['/', '/call-id', '/sign-in']) {
        await page.goto(path);
        await space();
        await expectFits(page, `${path} at ${size.width} × ${size.height}`);
      }
      await page.goto(`/meeting/${callId}`);
      await space();
      await expectFits(page, `name page at ${size.width} × ${size.height}`);
      await connectByName(page, 'Karin');
      await expectFits(page, `room at ${size.width} × ${size.height}`);
    }
  },
);

test(
  'changing the language takes effect at once, and is remembered',
  { tag: '@chromium-only' },
  async ({ person }) => {
    const page = await person();
    await page.goto('/');
    await chooseLanguage(page, 'en');
    await expect(page.getByRole('link', { name: 'Join' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.reload();
    await expect(page.getByRole('link', { name: 'Join' })).toBeVisible();
    await chooseLanguage(page, 'sv');
    await expect(page.getByRole('link', { name: 'Anslut' })).toBeVisible();
  },
);

test('the call ID has a numeric keyboard', { tag: '@chromium-only' }, async ({ person }) => {
  const page = await person();
  await page.goto('/call-id');
  await expect(page.getByLabel('Samtals-ID')).toHaveAttribute('inputmode', 'numeric');
});
