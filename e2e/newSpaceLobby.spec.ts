// Where a space is created, the page says who will have to wait in the lobby, by the server's default, and lets it be
// changed.
import { expectNoViolations } from './support/expectNoViolations.ts';
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
    const form = page.locator('form', { has: page.getByLabel('Mötets namn') });
    const lobby = form.getByLabel('Vem måste släppas in?');
    await expect(lobby).toHaveValue('withoutLink');
    await expectNoViolations(page, 'spaces, with a lobby to choose');

    const make = async (name: string) => {
      await form.getByLabel('Mötets namn').fill(name);
      await form.getByRole('button', { name: 'Skapa möte' }).click();
      return page.getByRole('listitem').filter({ hasText: name });
    };
    const usual = await make('Som vanligt');
    await expect(usual.getByText('Den som kommer med bara numret måste släppas in')).toBeVisible();
    await lobby.selectOption('everybody');
    const strict = await make('Alla frågar');
    await expect(strict.getByText('Alla måste släppas in', { exact: true })).toBeVisible();
    // The next one starts with the default again.
    await expect(lobby).toHaveValue('withoutLink');
  } finally {
    await server.stop();
  }
});
