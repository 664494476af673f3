// The small window over other programs: what it shows, what can be done there, and that it ends with the meeting.
import { type Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { pictureBrightness } from './support/mediaProof.ts';
import { connectByLink, leaveButton, tileOf } from './support/meeting.ts';
import { receivedHeights } from './support/pictureFlow.ts';
import { expect, test } from './support/test.ts';

async function openSmallWindow(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Mer', exact: true }).click();
  await page.getByRole('button', { name: 'Litet fönster' }).click();
  const small = await opened;
  await expect(page.getByRole('dialog', { name: 'Mer' })).toBeHidden();
  return small;
}

/** It plays, and is not black. */
async function expectPlays(small: Page): Promise<void> {
  const video = small.locator('video');
  await expect.poll(() => pictureBrightness(video)).toBeGreaterThan(24);
  const at = () => video.evaluate(({ currentTime }: HTMLVideoElement) => currentTime);
  const before = await at();
  await expect.poll(at).toBeGreaterThan(before);
}

test('the other is seen in the small window, one mutes oneself there, and it closes by its button', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Litet fönster');
  const karin = await person();
  const lars = await person({ browser: 'chromium' });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(tileOf(karin, 'Lars').locator('video')).toBeVisible();

  const small = await openSmallWindow(karin);
  await expect(small).toHaveTitle('Litet fönster – Distansmöte');
  await expect(small.locator('.tile')).toContainText('Lars');
  await expectPlays(small);
  await expect(small.locator('html')).toHaveAttribute('dir', 'ltr');
  // The stage has its own picture still.
  await expect(tileOf(karin, 'Lars').locator('video')).toBeVisible();

  await small.getByRole('button', { name: 'Mikrofonen är på' }).click();
  await expect(small.getByRole('button', { name: 'Mikrofonen är av' })).toBeVisible();
  await expect(karin.getByRole('button', { name: 'Mikrofonen är av' })).toBeVisible();
  await expect(tileOf(lars, 'Karin')).toContainText('Mikrofonen är av');
  await small.getByRole('button', { name: 'Räck upp handen' }).click();
  await expect(tileOf(lars, 'Karin')).toContainText('Hand nummer 1');
  await lars.getByRole('button', { name: 'Kameran är på' }).click();
  await expect(small.locator('video')).toHaveCount(0);
  await expectNoViolations(small, 'the small window');

  // In Firefox the window may be gone before the click has reported.
  const closed = small.waitForEvent('close');
  await small
    .getByRole('button', { name: 'Till mötet' })
    .click()
    .catch(() => undefined);
  await closed;
  await expect(karin.getByRole('button', { name: 'Ta ner handen' })).toBeVisible();

  // It opens again, and ends with the meeting.
  const again = await openSmallWindow(karin);
  await expect(again.locator('.tile')).toContainText('Lars');
  const gone = again.waitForEvent('close');
  await leaveButton(karin).click();
  await gone;
});

test(
  'while the page is hidden only the one in the small window is received',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Bara den som syns');
    const karin = await person();
    await connectByLink(karin, callId, 'Karin');
    for (const name of ['Lars', 'Elsa']) await connectByLink(await person(), callId, name);
    await expect(karin.locator('[data-participant] video')).toHaveCount(3);
    const small = await openSmallWindow(karin);
    await expect(small.locator('video')).toHaveCount(1);
    await expect.poll(async () => (await receivedHeights(karin)).length).toBe(2);
    // Playwright shows each page as if it lay on top.
    await karin.evaluate(() => {
      for (const [name, value] of [
        ['hidden', true],
        ['visibilityState', 'hidden'],
      ] as const)
        Object.defineProperty(document, name, { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(async () => (await receivedHeights(karin)).length).toBe(1);
    await expectPlays(small);
    await small.close();
    await expect.poll(async () => (await receivedHeights(karin)).length).toBe(0);
  },
);

test(
  'where only a video can be in a small window, it is that of the one who is shown; a refusal is told',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Bara en video');
    const karin = await person();
    await karin.addInitScript(() => Reflect.deleteProperty(window, 'documentPictureInPicture'));
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expect(tileOf(karin, 'Lars').locator('video')).toBeVisible();
    const chosen = async () => {
      await karin.getByRole('button', { name: 'Mer', exact: true }).click();
      await karin.getByRole('button', { name: 'Litet fönster' }).click();
    };
    const shown = () => karin.evaluate(() => document.pictureInPictureElement?.tagName);
    await chosen();
    await expect.poll(shown).toBe('VIDEO');
    const isCard = () =>
      karin.evaluate(() => {
        const { srcObject } = document.pictureInPictureElement as HTMLVideoElement;
        const [track] = (srcObject as MediaStream).getVideoTracks();
        return track instanceof CanvasCaptureMediaStreamTrack;
      });
    expect(await isCard()).toBe(false);
    await lars.getByRole('button', { name: 'Kameran är på' }).click();
    await expect.poll(isCard).toBe(true);
    await chosen();
    await expect.poll(shown).toBe(undefined);

    await karin.evaluate(() => {
      HTMLVideoElement.prototype.requestPictureInPicture = () =>
        Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await chosen();
    await expect(karin.getByRole('alert')).toContainText('öppnade inte det lilla fönstret');
    await expectNoViolations(karin, 'a refused small window');
  },
);
