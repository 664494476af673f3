// The page where one tries one's equipment.
import type { Locator, Page } from '@playwright/test';

export async function startTest(page: Page): Promise<void> {
  await page.goto('/equipment');
  await page.getByRole('button', { name: 'Starta testet' }).click();
}

/** What is said of one way to the server. */
export const wayLine = (page: Page, way: 'UDP' | 'TCP' | 'TURN'): Locator =>
  page.getByRole('listitem').filter({ hasText: `(${way})` });
