// What people do on the way into a meeting and in it, by the visible texts.
import { expect, type Page } from '@playwright/test';

/** The whole way of the 2017 instructions, from the start page. */
export async function connectByCallId(
  page: Page,
  callId: string,
  name: string,
  profession = '',
): Promise<void> {
  await page.goto('/');
  await page
    .getByRole('link', { name: 'Anslut' })
    .or(page.getByRole('button', { name: 'Anslut' }))
    .click();
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await connectByName(page, name, profession);
}

/** Opens the meeting's address directly. */
export async function connectByLink(page: Page, callId: string, name: string): Promise<void> {
  await page.goto(`/meeting/${callId}`);
  await connectByName(page, name);
}

export async function connectByName(page: Page, name: string, profession = ''): Promise<void> {
  await page.getByLabel('Namn', { exact: true }).fill(name);
  if (profession !== '') await page.getByLabel('Profession').fill(profession);
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);
}

/** The room is drawn before the join has succeeded. */
export async function expectInMeeting(page: Page): Promise<void> {
  await expect(page.locator('.room')).toHaveAttribute('aria-busy', 'false');
}

/** What a convener does with one person: from the menu in that row of the open panel. */
export async function chooseFor(page: Page, name: string, words: string): Promise<void> {
  // The row goes to another section when a hand is raised or lowered, and its menu closes.
  await expect(async () => {
    await page.getByRole('button', { name: `Mer för ${name}` }).click();
    await page.getByRole('menuitem', { name: words }).click({ timeout: 5_000 });
  }).toPass();
}

export const leaveButton = (page: Page) => page.getByRole('button', { name: 'Lämna mötet' });

/** The tile of a participant, by the name on it. */
export const tileOf = (page: Page, name: string) =>
  page.locator('[data-participant]', { hasText: name });

/** The person icon with the number at the top right. */
export const countButton = (page: Page, count: number) =>
  page.getByRole('button', { name: new RegExp(`^${count} deltagare$`) });
