// Chooses the language of a page, as its reader does.
import type { Page } from '@playwright/test';
import type { Locale } from '../../client/src/language/languages.ts';
import { LANGUAGE_NAMES } from '../../client/src/language/languageNames.ts';

/** By the button with the globe, which is in the header of a page, and in the menu *Mer* of a meeting. */
export async function chooseLanguage(page: Page, language: Locale): Promise<void> {
  await page.locator('.language').click();
  await page.getByRole('button', { name: LANGUAGE_NAMES[language], exact: true }).click();
}
