// Where a space is created, the page says who will have to wait in the lobby, by the server's default, and lets it be
// changed.
import { expectNoViolations } from './support/expectNoViolations.ts';
import { makeSpace, openNewSpace } from './support/spaces.ts';
import { expect, test } from './support/test.ts';
import { ADMIN_PASSWORD, ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

test('the lobby of a new space defaults to SPACE_LOBBY, and can be changed beside its name', async ({
  person,
}) => {
  const server = await ServerProcess.start({ settings: { SPACE_LOBBY: 'withoutLink' } });
  try {
    const page = await person();
    await page.goto(`${server.url}/sign-in`);
    await page.getByLabel('Användarnamn').fill('admin');
    await page.getByLabel('Lösenord').fill(ADMIN_PASSWORD);
    await page.getByRole('button', { name: 'Logga in' }).click();
    const dialog = await openNewSpace(page);
    const lobby = dialog.getByLabel('Vem ska vänta på att bli insläppt?');
    await expect(lobby).toHaveValue('withoutLink');
    await expectNoViolations(page, 'a new space, with a lobby to choose');
    await page.keyboard.press('Escape');

    const usual = await makeSpace(page, 'Som vanligt');
    await expect(usual.getByText('De utan länk')).toBeVisible();
    const strict = await makeSpace(page, 'Alla frågar', () => lobby.selectOption('everybody'));
    await expect(strict.getByRole('cell', { name: 'Alla', exact: true })).toBeVisible();
    // The next one starts with the default again.
    await openNewSpace(page);
    await expect(lobby).toHaveValue('withoutLink');
  } finally {
    await server.stop();
  }
});
