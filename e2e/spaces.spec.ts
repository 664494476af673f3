// The staff's list of spaces: many of them, found, sorted, changed and deleted, and who is inside now.
import type { Page } from '@playwright/test';
import { connectByName, leaveButton } from './support/meeting.ts';
import { pasted } from './support/pasted.ts';
import { signIn } from './support/signIn.ts';
import { choose, makeSpace, openNewSpace, rowOf } from './support/spaces.ts';
import { expect, test } from './support/test.ts';
import { Api } from '@distansmote/testkit/server/api.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { LAPTOP } from './support/windowSizes.ts';

/** A new member of staff, signed in on the page and over the API. */
async function member(server: ServerProcess, page: Page, username: string): Promise<Api> {
  const admin = await server.session();
  const made = await admin.ask<{ password: string }>('POST', '/api/accounts', { username });
  const { password } = made.body;
  await signIn(page, username, password);
  return Api.signIn(server, username, password);
}

const names = (page: Page) => page.getByRole('rowheader').getByRole('link');

test('with 62 spaces a meeting is seen on a laptop without scrolling', async ({
  server,
  person,
  browserName,
}) => {
  const page = await person({ viewport: LAPTOP });
  const api = await member(server, page, `many-${browserName}`);
  for (let at = 1; at <= 62; at += 1)
    await api.ask('POST', '/api/spaces', { name: `Möte ${String(at).padStart(2, '0')}` });
  await page.reload();
  for (let at = 0; at < 5; at += 1) await expect(names(page).nth(at)).toBeInViewport({ ratio: 1 });
  const { height = 0 } = (await page.locator('body').boundingBox()) ?? {};
  // Twenty rows, and not sixty.
  await expect(names(page)).toHaveCount(20);
  expect(height).toBeLessThan(2_000);

  // Sorted by name, and back; what is shown is in the URL.
  await page.getByRole('button', { name: 'Namn' }).click();
  await expect(page.getByRole('columnheader', { name: 'Namn' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await expect(names(page).first()).toContainText('Möte 01');
  await page.getByRole('link', { name: 'Nästa' }).click();
  await expect(names(page).first()).toContainText('Möte 21');
  await page.reload();
  await expect(names(page).first()).toContainText('Möte 21');
  await page.goBack();
  await expect(names(page).first()).toContainText('Möte 01');

  // A search text may be somebody's name: it is not in the URL.
  await page.getByRole('searchbox').fill('MÖTE 4');
  await expect(names(page)).toHaveCount(10);
  expect(new URL(page.url()).search).not.toContain('4');
  await page.getByRole('searchbox').fill('finns inte');
  await expect(page.getByRole('main').getByText('Inga möten hittades.').last()).toBeVisible();
  await page.getByRole('button', { name: 'Rensa sökningen' }).click();

  // Several at once.
  await page.getByLabel('Markera Möte 01').check();
  await page.getByLabel('Markera Möte 03').check();
  await expect(page.getByText('2 möten markerade')).toBeVisible();
  await page.getByRole('button', { name: 'Ta bort …' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('listitem')).toHaveText([/^Möte 01 /, /^Möte 03 /]);
  await dialog.getByRole('button', { name: 'Ta bort 2 möten' }).click();
  await expect(page.getByText('2 möten togs bort.')).toBeVisible();
  await expect(names(page).nth(1)).toContainText('Möte 04');
});

test(
  'a new meeting ends in its copied invitation',
  { tag: '@chromium-only' },
  async ({ server, person, browserName }) => {
    const page = await person({ viewport: { width: 1366, height: 600 } });
    await member(server, page, `new-${browserName}`);
    await expect(page.getByRole('heading', { name: 'Här står dina möten' })).toBeVisible();
    const dialog = await openNewSpace(page);
    const create = dialog.getByRole('button', { name: 'Skapa möte' });
    // The form is whole.
    await expect(create).toBeInViewport({ ratio: 1 });
    await create.click();
    await expect(dialog.getByText('Skriv ett namn på mötet.')).toBeVisible();
    await dialog.getByLabel('Mötets namn').fill('Vårdplanering');
    await dialog.getByLabel('Tid för mötet').fill('2031-07-01T13:30');
    await page.keyboard.press('Enter');
    const copy = dialog.getByRole('button', { name: 'Kopiera inbjudan' });
    await expect(copy).toBeFocused();
    await expect(dialog).toContainText('1 juli 2031 13.30');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Kopierad' })).toBeVisible();
    await page.keyboard.press('Escape');
    const copied = await pasted(page);
    expect(copied).toContain('Inbjudan till distansmöte: Vårdplanering');
    // By the clock in Sweden, whatever zone the computer has.
    expect(copied).toContain('1 juli 2031 kl. 13.30');
    await expect(page.getByRole('link', { name: /^Kommande 1$/ })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(rowOf(page, 'Vårdplanering')).toContainText('1 juli 2031 13.30');
  },
);

test(
  'a template saves one’s choices for the next meeting',
  { tag: '@chromium-only' },
  async ({ server, person, browserName }) => {
    const page = await person();
    await member(server, page, `template-${browserName}`);
    const dialog = await openNewSpace(page);
    const lobby = dialog.getByLabel('Vem ska vänta på att bli insläppt?');
    await lobby.selectOption('everybody');
    await dialog.getByText('Fler val').click();
    await dialog.getByLabel('Telefoner').uncheck();
    await dialog.getByLabel('Spara valen som mall').fill('Sluten');
    await dialog.getByRole('button', { name: 'Spara mall' }).click();
    await expect(dialog.getByText('Mallen är sparad.')).toBeVisible();
    await page.reload();
    const row = await makeSpace(page, 'Enligt mall', () =>
      dialog.getByLabel('Mall', { exact: true }).selectOption('Sluten'),
    );
    await expect(row.getByRole('cell', { name: /^Alla/ })).toBeVisible();
    await expect(row.getByText('Telefoner får inte ansluta')).toBeVisible();
    await openNewSpace(page);
    await dialog.getByLabel('Mall', { exact: true }).selectOption('Sluten');
    await dialog.getByRole('button', { name: 'Ta bort mallen' }).click();
    await expect(dialog.getByLabel('Mall', { exact: true })).toHaveCount(0);
  },
);

test('the list says who is inside while they are, and so does the question before a deletion', async ({
  server,
  person,
  browserName,
}) => {
  const karin = await person();
  const api = await member(server, karin, `inside-${browserName}`);
  const row = await makeSpace(karin, 'Pågår');
  await expect(row).not.toContainText('inne nu');
  const listed = await api.ask<{ callId: string }[]>('GET', '/api/spaces');
  const elsa = await person({ browser: 'chromium' });
  await elsa.goto(`/meeting/${listed.body[0]?.callId}`);
  await connectByName(elsa, 'Elsa');
  await expect(leaveButton(elsa)).toBeVisible();
  // Without a reload.
  await expect(row).toContainText('1 inne nu', { timeout: 30_000 });
  await choose(row, 'Ändra');
  await karin.getByLabel('Mötets namn').fill('Nytt namn');
  await karin.getByRole('button', { name: 'Spara', exact: true }).click();
  const renamed = rowOf(karin, 'Nytt namn');
  await choose(renamed, 'Ta bort');
  const dialog = karin.getByRole('dialog', { name: 'Ta bort Nytt namn?' });
  await expect(dialog).toContainText('1 är inne nu och kopplas bort.');
  await dialog.getByRole('button', { name: 'Ta bort' }).click();
  await expect(renamed).toHaveCount(0);
  await expect(karin.getByText(/^Mötet Nytt namn med samtals-ID .* togs bort/)).toBeVisible();
  await expect(elsa.getByText('har avslutat och tagit bort mötet')).toBeVisible();
});

test(
  'the menu of a space is worked by keyboard',
  { tag: '@chromium-only' },
  async ({ server, person, browserName }) => {
    const page = await person();
    await member(server, page, `keys-${browserName}`);
    const row = await makeSpace(page, 'Med tangenter');
    const more = row.getByRole('button', { name: 'Mer om Med tangenter' });
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem', { name: 'Öppna mötet' })).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('menuitem', { name: 'Ta bort' })).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem', { name: 'Ändra' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
    await expect(page.getByRole('menu')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Ändra Med tangenter' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(more).toBeFocused();
  },
);

test(
  'whoever changes the time is told to send it to those invited',
  { tag: '@chromium-only' },
  async ({ server, person, browserName }) => {
    const page = await person();
    await member(server, page, `moves-${browserName}`);
    const row = await makeSpace(page, 'Flyttas');
    const save = page.getByRole('button', { name: 'Spara', exact: true });
    await choose(row, 'Ändra');
    await save.click();
    await expect(
      page.getByText('Ändringarna i Flyttas är sparade.', { exact: true }),
    ).toBeVisible();
    await choose(row, 'Ändra');
    await page.getByLabel('Tid för mötet').fill('2031-12-02T14:05');
    await save.click();
    await expect(page.getByText('är sparade. Skicka den nya tiden')).toBeVisible();
  },
);
