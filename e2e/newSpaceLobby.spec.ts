// Where a space is made, the page says who will have to be let in, as the service has it, and lets it be changed there.
import { expectNoViolations } from './support/expectNoViolations.ts';
import { expect, test } from './support/test.ts';
import { ADMIN_PASSWORD, ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

test('the lobby of new spaces stands beside their name, as SPACE_LOBBY says, and may be another', async ({
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
    // The next one begins with what is usual again.
    await expect(lobby).toHaveValue('withoutLink');
  } finally {
    await server.stop();
  }
});
