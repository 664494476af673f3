// Video is sent only as large as somebody watches it, and not at all to those who want audio only.
import { expectSeesAndHears, received } from './support/mediaProof.ts';
import { connectByLink, countButton, tileOf } from './support/meeting.ts';
import { receivedHeights, sentHeights } from './support/pictureFlow.ts';
import { expect, test } from './support/test.ts';
import { DESKTOP, PHONE } from './support/windowSizes.ts';

/** The page subscribes to less after two seconds, and the sender reduces after three more. */
const SOON = { timeout: 20_000 };

test('the sent layers follow the largest tile that shows the video', async ({ server, person }) => {
  const { callId } = await server.createSpace('Storlek');
  const karin = await person();
  await connectByLink(karin, callId, 'Karin');
  // Alone: the lowest layer, for whoever joins next.
  await expect.poll(async () => (await sentHeights(karin)).length, SOON).toBe(1);
  const [lowest = 0] = await sentHeights(karin);

  const lars = await person();
  await connectByLink(lars, callId, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  const large = async () => ((await receivedHeights(lars))[0] ?? 0) >= lowest * 2;
  await expect.poll(large, SOON).toBe(true);
  expect((await sentHeights(karin)).length).toBeGreaterThan(1);

  await lars.setViewportSize({ width: 320, height: 320 });
  await expect.poll(() => receivedHeights(lars), SOON).toEqual([lowest]);
  await expect.poll(() => sentHeights(karin), SOON).toEqual([lowest]);
  await expectSeesAndHears(lars, 'Karin');

  await lars.setViewportSize(DESKTOP);
  await expect.poll(large, SOON).toBe(true);
});

test('nothing is received behind a sheet; when it closes the video is back', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Täckt');
  const karin = await person();
  const lars = await person({ viewport: PHONE });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  await countButton(lars, 2).click();
  await expect.poll(() => receivedHeights(lars), SOON).toEqual([]);
  await lars.getByRole('button', { name: 'Stäng', exact: true }).click();
  await expectSeesAndHears(lars, 'Karin');
});

test(
  'audio only: video stops, audio continues, and the others are told',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Endast ljud');
    const [karin, lars] = [await person(), await person()];
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    await lars.getByRole('button', { name: 'Mer', exact: true }).click();
    await lars.getByRole('button', { name: 'Endast ljud' }).click();
    await expect(lars.getByText('Du tar bara emot ljud')).toBeVisible();
    await expect(tileOf(lars, 'Karin').locator('video')).toHaveCount(0);
    await expect.poll(() => receivedHeights(lars), SOON).toEqual([]);
    const before = await received(lars);
    await expect
      .poll(async () => (await received(lars)).audioEnergy)
      .toBeGreaterThan(before.audioEnergy);
    await expect(karin.getByText('Lars tar bara emot ljud')).toBeVisible({ timeout: 15_000 });
    await expect(tileOf(karin, 'Lars').locator('video')).toBeVisible();

    await lars.getByRole('button', { name: 'Visa bilder' }).click();
    await expectSeesAndHears(lars, 'Karin');
    await lars.getByRole('button', { name: 'Mer', exact: true }).click();
    await expect(lars.getByRole('button', { name: 'Endast ljud' })).toHaveAttribute(
      'aria-pressed',
      'false',
    );
  },
);
