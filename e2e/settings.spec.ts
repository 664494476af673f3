// Settings: devices are chosen, tested and remembered, and changes are announced.
import type { Page } from '@playwright/test';
import type { BrowserName } from '@distansmote/testkit/browser/launchBrowser.ts';
import { allowHotPlugging, plugIn, pullOut } from './support/hotPlugging.ts';
import { expectSeesAndHears } from './support/mediaProof.ts';
import { connectByLink, connectByName } from './support/meeting.ts';
import { playedSounds, recordPlayedSounds } from './support/playedSound.ts';
import { expect, test } from './support/test.ts';
import { twinDevices } from './support/twinDevices.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Inställningar' });

async function openSettings(page: Page) {
  await page.getByRole('button', { name: 'Inställningar' }).click();
  return dialogOf(page);
}

/** Two cameras of the browser under test; Firefox's must be doubled first (`twinDevices`). */
const CAMERAS = {
  chromium: ['fake_device_0', 'fake_device_2'],
  firefox: ['Default Video Device', 'Default Video Device (2)'],
} as const;

/** The selected option. */
function chosenIn(page: Page, label: string): Promise<string> {
  return dialogOf(page)
    .getByLabel(label, { exact: true })
    .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text ?? '');
}

test('camera and microphone are chosen before the meeting, and remembered', async ({
  server,
  person,
  browserName,
}) => {
  const { callId } = await server.createSpace('Val');
  const page = await person();
  if (browserName === 'firefox') await page.addInitScript(twinDevices);
  await page.goto(`/meeting/${callId}`);
  await page.locator('video').waitFor();
  const dialog = await openSettings(page);
  const chosen: Record<string, string> = {};
  for (const label of ['Kamera', 'Mikrofon']) {
    const select = dialog.getByLabel(label, { exact: true });
    await expect(select.locator('option')).not.toHaveCount(1);
    const before = await chosenIn(page, label);
    const names = await select.locator('option').allTextContents();
    const other = names.findLast((name) => name !== before) ?? '';
    await select.selectOption({ label: other });
    await expect.poll(() => chosenIn(page, label)).toBe(other);
    chosen[label] = other;
  }
  await expect(dialog.locator('video')).toBeVisible();
  await expect(
    dialog.getByText(/^Din bild: (bra|ganska bra|låg) kvalitet \(\d+p\)$/),
  ).toBeVisible();

  await page.reload();
  await page.locator('video').waitFor();
  await openSettings(page);
  for (const [label, name] of Object.entries(chosen)) {
    await expect.poll(() => chosenIn(page, label)).toBe(name);
  }
});

test("the loudspeaker and one's own voice can be tested", async ({ server, person }) => {
  const { callId } = await server.createSpace('Prov');
  const page = await person();
  await page.addInitScript(recordPlayedSounds);
  await page.goto(`/meeting/${callId}`);
  await page.locator('video').waitFor();
  // While muted for the others, one can still test how one sounds.
  await page.getByRole('button', { name: 'Mikrofonen är på' }).click();
  const dialog = await openSettings(page);
  await dialog.getByRole('button', { name: 'Spela ett testljud' }).click();
  await expect(dialog.getByText('Testljudet spelas')).toBeVisible();
  await expect(dialog.getByText('Hörde du tre toner?')).toBeVisible();

  await dialog.getByRole('button', { name: 'Prova din mikrofon' }).click();
  await expect(dialog.getByText('Säg något. Vi spelar in')).toBeVisible();
  await expect(dialog.getByText('Nu spelas det upp.')).toBeVisible();
  await expect(dialog.getByText('Så lät du.')).toBeVisible();
  await expect.poll(async () => (await playedSounds(page)).length).toBe(2);
  const [sound, voice] = await playedSounds(page);
  expect(sound?.peak).toBeGreaterThan(0.1);
  expect(sound?.seconds).toBeCloseTo(2, 1);
  expect(voice?.peak).toBeGreaterThan(0.01);
  // A busy machine records less than was asked for.
  expect(voice?.seconds).toBeGreaterThan(1);
  await expect(dialog.getByRole('button', { name: 'Mikrofonen är av' })).toBeVisible();
});

test('audio processing can be switched, takes effect, and is remembered', async ({
  server,
  person,
  browserName,
}) => {
  const { callId } = await server.createSpace('Ljud');
  const page = await person();
  await page.goto(`/meeting/${callId}`);
  await page.locator('video').waitFor();
  const dialog = await openSettings(page);
  const noise = dialog.getByRole('switch', { name: 'Dämpa brus' });
  // Firefox cannot process its fake microphone, and the page says so.
  const isPossible = browserName === 'chromium';
  const said = (words: string) =>
    dialog.getByText(isPossible ? words : 'Webbläsaren ändrar inget i ljudet.');
  await expect(
    said('Webbläsaren tar bort eko, dämpar brus och jämnar ut ljudstyrkan.'),
  ).toBeVisible();
  await expect(dialog.getByText('Det går inte med den här mikrofonen.')).toHaveCount(
    isPossible ? 0 : 3,
  );
  await noise.click();
  const lessDone = said('Webbläsaren tar bort eko och jämnar ut ljudstyrkan.');
  await expect(lessDone).toBeVisible();
  await expect(dialog.getByText('Det går inte med den här mikrofonen.')).toHaveCount(
    isPossible ? 0 : 2,
  );
  await page.reload();
  await page.locator('video').waitFor();
  await openSettings(page);
  await expect(lessDone).toBeVisible();
  await expect(noise).not.toBeChecked();
});

test('a device plugged in is offered, and one unplugged is replaced with a plain message', async ({
  server,
  person,
  browserName,
}) => {
  const { callId } = await server.createSpace('I och ur');
  const page = await person();
  const [first, second] = CAMERAS[browserName as BrowserName];
  if (browserName === 'firefox') await page.addInitScript(twinDevices);
  await allowHotPlugging(page, [second, 'Fake Audio Input 2', 'Default Audio Device (2)']);
  await page.goto(`/meeting/${callId}`);
  await page.locator('video').waitFor();

  const dialog = await openSettings(page);
  await expect.poll(() => chosenIn(page, 'Kamera')).toBe(first);
  await page.keyboard.press('Escape');

  await plugIn(page, second);
  await expect(page.getByText(`${second} kopplades in.`)).toBeVisible();
  await page.getByRole('button', { name: 'Använd den' }).click();
  await expect(page.getByText(`${second} kopplades in.`)).toBeHidden();
  await openSettings(page);
  await expect.poll(() => chosenIn(page, 'Kamera')).toBe(second);

  await pullOut(page, second);
  await expect(dialog.getByText(`${second} kopplades ur. Kameran är nu ${first}.`)).toBeVisible();
  await expect.poll(() => chosenIn(page, 'Kamera')).toBe(first);
  await expect(dialog.locator('video')).toBeVisible();
});

test('a block by the computer itself is told apart, and fixed without reloading', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Spärrad');
  const page = await person();
  await page.addInitScript(() => {
    if (!('mediaDevices' in navigator)) return;
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('Permission denied by system', 'NotAllowedError'));
    addEventListener('unblocked', () => {
      mediaDevices.getUserMedia = open;
    });
  });
  await page.goto(`/meeting/${callId}`);
  const dialog = await openSettings(page);
  await expect(
    dialog.getByText('Datorn eller telefonen spärrar kameran och mikrofonen'),
  ).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('unblocked')));
  await dialog.getByRole('button', { name: 'Försök igen' }).click();
  await expect(dialog.locator('video')).toBeVisible();
  await expect(dialog.getByText('Datorn eller telefonen spärrar')).toBeHidden();
});

test('in the meeting the others get the new camera, and play on the chosen loudspeaker', async ({
  server,
  person,
  browserName,
}) => {
  const { callId } = await server.createSpace('Byte');
  const karin = await person();
  if (browserName === 'firefox') await karin.addInitScript(twinDevices);
  const lars = await person({ browser: 'chromium' });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expectSeesAndHears(lars, 'Karin');
  const dialog = await openSettings(karin);
  const [, camera] = CAMERAS[browserName as BrowserName];
  await dialog.getByLabel('Kamera', { exact: true }).selectOption({ label: camera });
  await expect.poll(() => chosenIn(karin, 'Kamera')).toBe(camera);
  await dialog
    .getByLabel('Högtalare', { exact: true })
    .selectOption({ label: browserName === 'firefox' ? 'Null Output' : 'Fake Audio Output 2' });
  const sinks = () =>
    karin
      .locator('audio')
      .evaluateAll((elements: HTMLAudioElement[]) => elements.map(({ sinkId }) => sinkId !== ''));
  await expect.poll(sinks).toEqual([true]);
  await karin.keyboard.press('Escape');
  await expect(karin.getByRole('button', { name: 'Inställningar' })).toBeFocused();
  await expectSeesAndHears(lars, 'Karin');
  await expectSeesAndHears(karin, 'Lars');

  await karin.reload();
  await connectByName(karin, 'Karin');
  await expect.poll(sinks).toEqual([true]);
});

test('on a phone settings are a sheet that scrolls inside and is nowhere cut off', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Telefon');
  const page = await person({ viewport: { width: 320, height: 568 } });
  await page.goto(`/meeting/${callId}`);
  await page.locator('video').waitFor();
  const dialog = await openSettings(page);
  await dialog.locator('video').waitFor();
  const faults = await dialog.evaluate((element) =>
    [element, ...element.querySelectorAll('*')]
      .filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        // The meter's bar overflows its frame on the left, where it is clipped.
        return !one.matches('.meter-level') && width > 1 && (left < -1 || right > innerWidth + 1);
      })
      .map((one) => one.outerHTML.slice(0, 80)),
  );
  expect(faults).toEqual([]);
  await expect(dialog.getByRole('button', { name: 'Stäng' })).toBeInViewport();
  await dialog.getByRole('switch', { name: 'Jämna ut ljudstyrkan' }).scrollIntoViewIfNeeded();
  await expect(dialog.getByRole('button', { name: 'Stäng' })).toBeInViewport();
});
