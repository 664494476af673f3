// The staff's page of spaces: makes a space there, and finds its row and its menu.
import type { Locator, Page } from '@playwright/test';

export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ hasText: name });

/** Chooses from the menu ⋯ of a row. */
export async function choose(row: Locator, entry: string | RegExp): Promise<void> {
  await row.getByRole('button', { name: /^(Mer om|More about) / }).click();
  await row.getByRole('menuitem', { name: entry }).click();
}

/** Opens the form for a new space. */
export async function openNewSpace(page: Page): Promise<Locator> {
  await page
    .getByRole('button', { name: /^(Skapa möte|Create meeting)$/ })
    .first()
    .click();
  return page.getByRole('dialog');
}

/**
 * Makes a space on the page, and closes the dialog.
 * @param fill fills in more than the name.
 * @returns its row.
 */
export async function makeSpace(
  page: Page,
  name: string,
  fill: (dialog: Locator) => Promise<unknown> = () => Promise.resolve(),
): Promise<Locator> {
  const dialog = await openNewSpace(page);
  await dialog.getByLabel(/^(Mötets namn|Name of the meeting)$/).fill(name);
  await fill(dialog);
  await dialog.getByRole('button', { name: /^(Skapa möte|Create meeting)$/ }).click();
  await dialog.getByText(/^(Mötet är skapat|The meeting has been created)$/).waitFor();
  await page.keyboard.press('Escape');
  return rowOf(page, name);
}
