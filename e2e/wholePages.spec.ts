// On a laptop's window each page on the way in and out is seen whole, without scrolling.
import { groupDigits } from '@distansmote/shared/callId.ts';
import type { Page } from '@playwright/test';
import { connectByLink, leaveButton } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

const SMALL_LAPTOP = { width: 1280, height: 600 };

async function expectInView(page: Page, names: readonly string[]): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ ratio: 0.99 });
  for (const name of names)
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 0.99 });
}

test('a meeting that is not open yet', { tag: '@chromium-only' }, async ({ server, person }) => {
  const startsAt = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
  const { callId } = await server.createSpace('I morgon', { startsAt });
  const page = await person({ viewport: SMALL_LAPTOP });
  await page.goto(`/meeting/${callId}`);
  const confirm = 'Bekräfta att du fått inbjudan';
  await expectInView(page, ['Lägg in i kalendern', confirm]);
  await expect(page.getByRole('link', { name: 'Logga in' })).toBeInViewport({ ratio: 0.99 });
  await page.getByRole('button', { name: confirm }).click();
  await expect(page.locator('[aria-invalid="true"]')).toBeVisible();
  await expectInView(page, [confirm]);
});

test('a meeting that one has led', { tag: '@chromium-only' }, async ({ server, person }) => {
  const page = await person({ viewport: SMALL_LAPTOP });
  await signIn(page);
  const { callId } = await server.createSpace('Lett');
  await connectByLink(page, callId, 'Karin');
  await leaveButton(page).click();
  await page.getByRole('button', { name: 'Lämna', exact: true }).click();
  await expectInView(page, ['Ta bort mötet', 'Behåll', 'Anslut igen']);
});

test('forms with what was wrong in them', { tag: '@chromium-only' }, async ({ server, person }) => {
  const page = await person({ viewport: SMALL_LAPTOP });
  await page.goto('/call-id');
  await page.getByLabel('Samtals-ID').fill('999 888 777');
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(page.locator('[aria-invalid="true"]')).toBeVisible();
  await expectInView(page, ['Fortsätt']);
  await page.goto('/sign-in');
  await page.getByLabel('Användarnamn').fill('sara.lind');
  await page.getByLabel('Lösenord').fill('fel');
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectInView(page, ['Logga in']);
  const { callId } = await server.createSpace('Flera');
  await page.goto(`/meeting/${callId}`);
  await page.getByRole('button', { name: 'Vi är flera här' }).click();
  await expectInView(page, ['Anslut']);
});

test(
  'a call ID in a sentence is not broken over lines',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Telefon', { lobby: 'everybody' });
    const page = await person();
    await connectToLobby(page, callId);
    for (let width = 320; width <= 640; width += 16) {
      await page.setViewportSize({ width, height: 800 });
      expect(await linesOf(page, groupDigits(callId)), `at ${width}`).toBe(1);
    }
  },
);

async function connectToLobby(page: Page, callId: string): Promise<void> {
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill('Elsa');
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Sluta vänta' })).toBeVisible();
}

/** Over how many lines the page's first occurrence of these digits goes. */
const linesOf = (page: Page, digits: string): Promise<number> =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const start = (node.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + wanted.length);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    }
    return 0;
  }, digits);
