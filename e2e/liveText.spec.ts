// Direkttext: what is written is seen letter by letter, in the order and place of its writer, and by nobody who is not there.
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink, countButton } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

const toggle = (page: Page) => page.getByRole('button', { name: /^Direkttext/ });
const area = (page: Page) => page.getByRole('region', { name: 'Direkttext' });
const field = (page: Page) => page.getByLabel('Skriv direkttext');
const log = (page: Page) => area(page).getByRole('log');
const live = (page: Page, name: string) =>
  area(page).locator('.live-line.is-live', { hasText: name }).locator('.live-line-text');

async function openText(page: Page): Promise<void> {
  await toggle(page).click();
  await expect(field(page)).toBeVisible();
}

test('letters are seen as they are written, corrected in the middle, and end in the log', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Direkttext');
  const karin = await person();
  const lars = await person({ browser: 'chromium' });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(countButton(karin, 2)).toBeVisible();

  await openText(karin);
  await expect(field(karin)).toBeFocused();
  await field(karin).pressSequentially('Hej Lras');
  // It opens by itself, says who writes, and takes no focus.
  await expect(live(lars, 'Karin')).toHaveText('Hej Lras');
  await expect(lars.getByText('Karin skriver i Direkttext.')).toHaveCount(1);
  await expect(field(lars)).not.toBeFocused();
  // Who writes is seen as who speaks.
  await expect(lars.locator('[data-participant].is-speaking', { hasText: 'Karin' })).toBeVisible();

  // Before "as": the letter before it goes, and comes behind the next.
  await field(karin).press('ArrowLeft');
  await field(karin).press('ArrowLeft');
  await field(karin).press('Backspace');
  await field(karin).press('ArrowRight');
  await field(karin).pressSequentially('r');
  await expect(live(lars, 'Karin')).toHaveText('Hej Lars');
  await expect(log(lars)).not.toContainText('Hej');

  await field(karin).press('Enter');
  await expect(field(karin)).toHaveValue('');
  await expect(log(lars)).toContainText('Hej Lars');
  await expect(live(lars, 'Karin')).toHaveCount(0);
  await expect(log(karin).locator('.is-mine')).toHaveText('Du Hej Lars');

  await field(lars).fill('Jag hör inget 😀');
  await expect(live(karin, 'Lars')).toHaveText('Jag hör inget 😀');
  await field(lars).press('Backspace');
  await expect(live(karin, 'Lars')).toHaveText('Jag hör inget');
  await expectNoViolations(karin, 'one who writes Direkttext');
  await expectNoViolations(lars, 'one who reads Direkttext');
});
