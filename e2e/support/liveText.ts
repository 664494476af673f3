// Direkttext by what is seen of it.
import { expect, type Page } from '@playwright/test';

export const textButton = (page: Page) => page.getByRole('button', { name: /^Direkttext/ });
export const textArea = (page: Page) => page.getByRole('region', { name: 'Direkttext' });
export const field = (page: Page) => page.getByLabel('Skriv direkttext');
export const log = (page: Page) => textArea(page).getByRole('log');
/** What somebody's line is at. */
export const live = (page: Page, name: string) =>
  textArea(page).locator('.live-line.is-live', { hasText: name }).locator('.live-line-text');

/** Before the page is opened: on a busy machine a rest might end a line that the test is still looking at. */
export const neverRests = (page: Page) =>
  page.addInitScript(() => {
    // Pages that have no origin yet have no storage either.
    if (location.protocol.startsWith('http')) localStorage.setItem('liveTextRests', 'no');
  });

export async function openText(page: Page): Promise<void> {
  await textButton(page).click();
  await expect(field(page)).toBeVisible();
}
