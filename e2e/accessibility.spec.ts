// axe finds no violation on any page, light and dark, in Swedish and English; and the way in works by keyboard.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { leaveButton } from './support/meeting.ts';
import { expect, test } from './support/test.ts';
import { ADMIN_PASSWORD } from './support/testServer.ts';

async function expectNoViolations(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(
      ({ id, nodes }) => `${where}: ${id} at ${nodes.map((node) => node.html).join(' | ')}`,
    ),
  ).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['sv-SE', 'en-GB']) {
    test(`every page, ${colorScheme}, ${locale}`, async ({ server, person }) => {
      const { callId } = await server.createSpace('Tillgängligt');
      const page = await person('chromium', { colorScheme, locale });
      for (const path of ['/', '/call-id', '/sign-in', '/no-such-page', '/meeting/999888777']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoViolations(page, path);
      }
      await page.goto(`/meeting/${callId}`);
      await expect(page.locator('video')).toBeVisible();
      await expectNoViolations(page, 'name page');
      await page.locator('input[name="name"], input[autocomplete="name"]').first().fill('Karin');
      await page.locator('form button[type="submit"]').click();
      await expect(page.locator('[data-participant]')).toBeVisible();
      await expectNoViolations(page, 'room');
      await page.getByRole('button', { name: /^1 / }).click();
      await expectNoViolations(page, 'participants');
    });
  }
}

test('the staff pages', async ({ person }) => {
  const page = await person();
  await page.goto('/sign-in');
  await page.getByLabel('Användarnamn').fill('admin');
  await page.getByLabel('Lösenord').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page).toHaveURL(/\/spaces$/);
  await expectNoViolations(page, '/spaces');
});

test('from the start page into the meeting and out of it by keyboard alone', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Tangentbord');
  const page = await person();
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
  await tabTo(page, 'Lämna mötet');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('button', { name: 'Anslut igen' })
      .or(page.getByRole('link', { name: 'Anslut igen' })),
  ).toBeVisible();
});

/** Presses Tab until the control of that accessible name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page
    .getByRole('link', { name, exact: true })
    .or(page.getByRole('button', { name, exact: true }))
    .or(page.getByLabel(name, { exact: true }));
  for (let presses = 0; presses < 30; presses += 1) {
    if (await wanted.evaluateAll((found) => found.some((one) => one === document.activeElement)))
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}
