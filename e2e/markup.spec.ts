// HTML in every stored text field: shown as text wherever it appears, and never run.
import { expect, type Page } from '@playwright/test';
import { chooseFor, countButton, expectInMeeting } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { choose, makeSpace } from './support/spaces.ts';
import { test } from './support/test.ts';

const MARKUP = '"><img src=x onerror=hit=1>';
const named = (what: string) => `${what} ${MARKUP}`;

/** It appears exactly as written. */
async function expectText(page: Page, what: string): Promise<void> {
  await expect(page.getByText(named(what)).filter({ visible: true }).first()).toBeVisible();
  await expectNothingRan(page);
}

async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
}

test('in names of spaces, accounts, tokens and people, in chat and confirmations', async ({
  person,
  browserName,
}) => {
  const page = await person();
  await signIn(page);
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Skapa konto' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Användarnamn').fill(`markup-${browserName}`);
  await dialog.getByLabel('Namn', { exact: true }).fill(named('Kollega'));
  await dialog.getByRole('button', { name: 'Skapa konto' }).click();
  await page.getByRole('button', { name: 'Jag har sparat det' }).click();
  await expectText(page, 'Kollega');
  await page.goto('/api-tokens');
  await page.getByRole('button', { name: 'Skapa nyckel' }).click();
  await dialog.getByLabel('System', { exact: true }).fill(named('System'));
  await dialog.getByRole('button', { name: 'Skapa nyckel' }).click();
  await expect(page.getByText(`Nyckeln till ${named('System')} är skapad`)).toBeVisible();
  await expectText(page, 'System');

  await page.goto('/spaces');
  const row = await makeSpace(page, named('Möte'));
  await expect(page.getByText(`Mötet ${named('Möte')} är skapat.`)).toBeVisible();
  await expectText(page, 'Möte');
  await choose(row, 'Ändra');
  await page.getByLabel('Vem ska vänta på att bli insläppt?').selectOption({ index: 2 });
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await expect(page.getByText('är sparade')).toContainText(named('Möte'));
  await choose(row, 'Kollegor som leder mötet');
  await page.getByLabel('Kollegans namn eller användarnamn').fill(`markup-${browserName}`);
  await page.getByRole('button', { name: 'Lägg till' }).click();
  await expect(page.getByText('leder nu också mötet')).toContainText(named('Kollega'));
  await expectNothingRan(page);
  await page.keyboard.press('Escape');
  const spaces = (await (await page.request.get('/api/spaces')).json()) as {
    name: string;
    id: string;
    callId: string;
    guestLink: string;
  }[];
  const space = spaces.find(({ name }) => name === named('Möte'));
  if (space === undefined) throw new Error('the space was not made');

  // Somebody who confirms, knocks, is admitted, and writes.
  const elsa = await person({ browser: 'chromium' });
  await elsa.goto(space.guestLink);
  await expectText(elsa, 'Möte');
  await elsa.getByRole('button', { name: 'Bekräfta att du fått inbjudan' }).click();
  await elsa.getByLabel('Ditt namn').fill(named('Elsa'));
  await elsa.getByRole('button', { name: 'Bekräfta att du fått inbjudan' }).click();
  await expect(elsa.getByText(`Tack, ${named('Elsa')}!`)).toBeVisible();
  await page.goto(`/spaces/${space.id}/invitation`);
  await expectText(page, 'Elsa');
  await page.goto(`/meeting/${space.callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(named('Karin'));
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);
  await elsa.getByRole('button', { name: 'Gå in i mötet' }).click();
  await elsa.getByLabel('Namn', { exact: true }).fill(named('Elsa'));
  await elsa.getByLabel('Profession').fill(named('Anhörig'));
  await elsa.getByRole('button', { name: 'Anslut' }).click();
  await expectText(elsa, 'Möte');
  await expectText(page, 'Elsa');
  await countButton(page, 1).click();
  await expectText(page, 'Anhörig');
  await page.getByRole('button', { name: `Släpp in ${named('Elsa')}` }).click();
  await expect(countButton(page, 2)).toBeVisible();
  await expectText(page, 'Elsa');
  await chooseFor(page, named('Elsa'), 'Ta bort ur mötet');
  await expect(page.getByRole('dialog', { name: named('Elsa') })).toBeVisible();
  await expectNothingRan(page);
  await page.getByRole('button', { name: 'Avbryt' }).click();
  await elsa.getByRole('button', { name: 'Chatt', exact: true }).click();
  await elsa.getByLabel('Ditt meddelande').fill(named('Hej'));
  await elsa.keyboard.press('Enter');
  await expectText(elsa, 'Hej');
  await page.locator('.panel-everybody').click();
  await expectText(page, 'Hej');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await countButton(page, 2).click();
  await page.getByRole('button', { name: 'Mer för mötet' }).click();
  await page.getByRole('menuitem', { name: 'Ta bort mötet för alltid' }).click();
  const question = page.getByRole('dialog', { name: named('Möte') });
  await question.getByRole('button', { name: 'Ta bort mötet för alltid' }).click();
  await expect(page.getByText(`Mötet ${named('Möte')} med samtals-ID`)).toBeVisible();
  await expectNothingRan(page);
  await expectNothingRan(elsa);
});
