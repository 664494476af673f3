// From the start page into the meeting and out of it, by keyboard only.
import type { Page } from '@playwright/test';
import { connectByLink, leaveButton, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';
import { twinDevices } from './support/twinDevices.ts';

test('from the start page into the meeting and out of it by keyboard only', async ({
  server,
  person,
  browserName,
}) => {
  const { callId } = await server.createSpace('Tangentbord');
  const page = await person();
  if (browserName === 'firefox') await page.addInitScript(twinDevices);
  await page.goto('/');
  await tabTo(page, 'Anslut');
  await page.keyboard.press('Enter');
  await page.getByLabel('Samtals-ID').waitFor();
  await tabTo(page, 'Samtals-ID');
  await page.keyboard.type(callId);
  await expect(page.getByLabel('Samtals-ID')).toHaveValue(/^\d{3} \d{3} \d{3}$/);
  await page.keyboard.press('Enter');
  await page.getByLabel('Namn', { exact: true }).waitFor();
  await tabTo(page, 'Namn');
  await page.keyboard.type('Karin');
  await tabTo(page, 'Anslut');
  await page.keyboard.press('Enter');
  await leaveButton(page).waitFor();

  // In another browser, so that this one keeps the focus.
  const lars = await person({ browser: 'chromium' });
  await connectByLink(lars, callId, 'Lars');
  await tabTo(page, 'Mikrofonen är på');
  await page.keyboard.press('Enter');
  await expect(tileOf(lars, 'Karin').getByText('Mikrofonen är av')).toHaveCount(1);
  // Push-to-talk: Space unmutes while it is held down; outside the meeting it does nothing.
  await page.keyboard.down(' ');
  await expect(tileOf(lars, 'Karin').getByText('Mikrofonen är av')).toHaveCount(0);
  await page.waitForTimeout(600);
  await page.keyboard.up(' ');
  await expect(tileOf(lars, 'Karin').getByText('Mikrofonen är av')).toHaveCount(1);
  await tabTo(page, '2 deltagare');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Lars/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'Ditt meddelande');
  await page.keyboard.type('Från tangentbordet');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('Levererat');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '2 deltagare' })).toBeFocused();
  // Choosing another microphone, by keyboard.
  await tabTo(page, 'Inställningar');
  await page.keyboard.press('Enter');
  const microphone = page.getByLabel('Mikrofon', { exact: true });
  const before = await microphone.inputValue();
  await tabTo(page, 'Mikrofon');
  await page.keyboard.press('ArrowDown');
  await expect(microphone).not.toHaveValue(before);
  await page.keyboard.press('Escape');
  await tabTo(page, 'Dela skärm');
  await page.keyboard.press('Enter');
  await expect(lars.locator('[data-screen-of] video')).toBeVisible();
  await tabTo(page, 'Lämna mötet');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('button', { name: 'Anslut igen' })
      .or(page.getByRole('link', { name: 'Anslut igen' })),
  ).toBeVisible();
});

/**
 * Presses Tab, or Shift and Tab, until the control with that accessible name has the focus. Does not wrap around,
 * where the browser's own controls are.
 */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('button', { name, exact: true }))
    .or(page.getByLabel(name, { exact: true }));
  await wanted.first().waitFor();
  for (let presses = 0; presses < 40; presses += 1) {
    const way = await wanted.evaluateAll((found) => {
      const { activeElement } = document;
      if (activeElement === null || found.some((one) => one === activeElement)) return 'there';
      const isBehind = found.every(
        (one) => activeElement.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING,
      );
      return isBehind ? 'Shift+Tab' : 'Tab';
    });
    if (way === 'there') return;
    await page.keyboard.press(way);
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}
