// Camera and microphone: switched off and on, denied, missing, and one can join all the same.
import type { Locator } from '@playwright/test';
import { hum } from '@distansmote/testkit/sound/hum.ts';
import { expectSeesAndHears, received } from './support/mediaProof.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink, connectByName, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('microphone and camera are switched off and on again', async ({ server, person }) => {
  const { callId } = await server.createSpace('Av och på');
  const karin = await person();
  const lars = await person({ browser: 'chromium' });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expectSeesAndHears(lars, 'Karin');

  await karin.getByRole('button', { name: /^Kamera/ }).click();
  await expect(tileOf(lars, 'Karin').locator('video[data-source="camera"]')).toHaveCount(0);
  await karin.getByRole('button', { name: /^Mikrofon/ }).click();
  await expect(tileOf(lars, 'Karin').getByText(/mikrofon.* av/i)).toHaveCount(1);
  // On a busy machine buffered audio plays for a while.
  await expect(async () => {
    const before = await received(lars);
    await lars.waitForTimeout(1_500);
    const after = await received(lars);
    expect(after.framesDecoded, 'no picture while the camera is off').toBe(before.framesDecoded);
    // The tail of concealment fades to a millionth; real sound is at a thousandth and more.
    const heard = after.audioEnergy - before.audioEnergy;
    expect(heard, 'no sound while the microphone is off').toBeCloseTo(0, 4);
  }).toPass({ timeout: 20_000 });

  await karin.getByRole('button', { name: /^Kamera/ }).click();
  await karin.getByRole('button', { name: /^Mikrofon/ }).click();
  await expectSeesAndHears(lars, 'Karin');
});

test('when devices are denied the page says so plainly, and one can join without', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Nekad');
  const lars = await person();
  await connectByLink(lars, callId, 'Lars');
  const karin = await person({ permission: 'denied' });
  await karin.goto(`/meeting/${callId}`);
  await expect(
    karin.getByText('Webbläsaren får inte använda kameran och mikrofonen'),
  ).toBeVisible();
  await expect(karin.getByText('Du kan vara med ändå')).toBeVisible();
  await expect(karin.getByText('Du kan också ringa 0480-\u206044 55 11 och ange')).toBeVisible();
  // Not below what it is about, where nobody would see it.
  await expect(karin.getByText('till vänster om adressen')).toBeInViewport();
  const [help, form] = [
    karin.getByText('till vänster om adressen'),
    karin.getByLabel('Profession'),
  ];
  expect((await help.boundingBox())?.y).toBeLessThan((await form.boundingBox())?.y ?? 0);
  await karin.getByRole('button', { name: 'Försök igen' }).click();
  await expect(karin.getByRole('button', { name: 'Försök igen' })).toBeVisible();
  await connectByName(karin, 'Karin');
  await expect(tileOf(lars, 'Karin')).toBeVisible();
  await expect(tileOf(karin, 'Lars').locator('video')).toBeVisible();

  // In the meeting it is still said, and not with a check mark.
  await karin
    .getByRole('button', { name: 'Din mikrofon och kamera fungerar inte. Tryck här för hjälp.' })
    .click();
  const dialog = karin.getByRole('dialog', { name: 'Så får du igång kamera och mikrofon' });
  await expect(dialog.getByText('till vänster om adressen')).toBeVisible();
  await expectNoViolations(karin, 'help with devices in the meeting');
  await dialog.getByRole('button', { name: 'Stäng' }).click();
  await expect(dialog).toHaveCount(0);
});

test('somebody who speaks while muted is told, and can unmute there', async ({
  server,
  person,
  browserName,
}) => {
  const { callId } = await server.createSpace('Avstängd');
  // Firefox's own fake microphone emits a tone.
  const karin = await person(browserName === 'chromium' ? { voice: await hum() } : {});
  await connectByLink(karin, callId, 'Karin');
  await karin.getByRole('button', { name: /^Mikrofon/ }).click();
  await expect(karin.getByText('Du pratar med avstängd mikrofon.')).toBeVisible();
  await karin.getByRole('button', { name: 'Slå på mikrofonen' }).click();
  await expect(karin.getByRole('button', { name: 'Mikrofonen är på' })).toBeVisible();
  await expect(karin.getByText('Du pratar med avstängd mikrofon.')).toHaveCount(0);
});

test('the self-view is mirrored, for others it is not', async ({ server, person, browserName }) => {
  const { callId } = await server.createSpace('Spegel');
  const karin = await person();
  const lars = await person();
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  const transformOf = (tile: Locator) =>
    tile.locator('video').evaluate((video) => {
      let mirrored = 1;
      for (let one: Element | null = video; one !== null; one = one.parentElement) {
        mirrored *= Math.sign(new DOMMatrix(getComputedStyle(one).transform).a);
      }
      return mirrored;
    });
  // Firefox's fake camera claims to face backwards, and so is not mirrored.
  const isOnTheBack = browserName === 'firefox';
  const own = karin.locator('[data-participant="me"]');
  expect(await transformOf(own)).toBe(isOnTheBack ? 1 : -1);
  expect(await transformOf(tileOf(lars, 'Karin'))).toBe(1);
});
