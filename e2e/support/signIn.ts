// Signs in a member of staff on the page.
import { expect, type Page } from '@playwright/test';
import { ADMIN_PASSWORD } from '@distansmote/testkit/server/serverProcess.ts';

/** As the test server's administrator unless another is named; ends on the list of spaces. */
export async function signIn(
  page: Page,
  username = 'admin',
  password = ADMIN_PASSWORD,
): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Användarnamn').fill(username);
  await page.getByLabel('Lösenord').fill(password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await expect(page).toHaveURL(/\/spaces$/);
}
