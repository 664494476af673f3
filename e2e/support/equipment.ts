// The page of the equipment test.
import type { Locator, Page } from '@playwright/test';

export async function startTest(page: Page): Promise<void> {
  await page.goto('/equipment');
  await page.getByRole('button', { name: 'Starta testet' }).click();
}

/** The verdict on one path to the server. */
export const wayLine = (page: Page, way: 'UDP' | 'TCP' | 'TURN'): Locator =>
  page.getByRole('listitem').filter({ hasText: `(${way})` });
