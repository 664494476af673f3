// A colleague, found by part of the name, becomes convener of a space and sees it in their list.
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

test('a colleague becomes convener of a space', async ({ server, person, browserName }) => {
  const admin = await person();
  await signIn(admin);
  /** Over the HTTP API, since other tests create accounts on the page. */
  const make = async (username: string, displayName: string): Promise<string> => {
    const made = await admin.request.post('/api/accounts', {
      data: { username, displayName },
      headers: { Origin: server.url },
    });
    expect(made.status()).toBe(201);
    return ((await made.json()) as { password: string }).password;
  };
  const karinPassword = await make(
    `colleague-karin-${browserName}`,
    `Karin <b>Åberg</b> ${browserName}`,
  );
  const larsPassword = await make(`colleague-lars-${browserName}`, `Lars Öberg ${browserName}`);
  await make(`colleague-lena-${browserName}`, `Lena Öberg ${browserName}`);

  const karin = await person();
  await signIn(karin, `colleague-karin-${browserName}`, karinPassword);
  await karin.getByLabel('Mötets namn').fill('Vårdplanering');
  await karin.getByText('Fler val').click();
  await karin.getByLabel('Telefoner').uncheck();
  await karin.getByRole('button', { name: 'Skapa möte' }).click();
  const space = karin.getByRole('listitem').filter({ hasText: 'Vårdplanering' });
  await expect(space.getByText('Telefoner får inte ansluta')).toBeVisible();

  await space.getByText('Kollegor som leder mötet').click();
  const field = space.getByLabel('Kollegans namn eller användarnamn');
  const add = space.getByRole('button', { name: 'Lägg till' });
  await add.click();
  await expect(space.getByText('Skriv vem som ska leda mötet.')).toBeVisible();
  await field.fill('Ingen Alls');
  await add.click();
  await expect(space.getByText('Ingen har det namnet.')).toBeVisible();
  await field.fill(`öberg ${browserName}`);
  await add.click();
  await expect(space.getByText('Flera heter så.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill(`Lars Öberg ${browserName}`);
  await add.click();
  await expect(space.getByText('leder nu också mötet')).toBeVisible();

  const lars = await person();
  await signIn(lars, `colleague-lars-${browserName}`, larsPassword);
  const theirs = lars.getByRole('listitem').filter({ hasText: 'Vårdplanering' });
  await theirs.getByText('Kollegor som leder mötet').click();
  await expect(
    theirs.getByText(`Lars Öberg ${browserName}, colleague-lars-${browserName}`),
  ).toBeVisible();

  await space.getByRole('button', { name: /^Ta bort Lars Öberg/ }).click();
  await expect(space.getByText('leder inte mötet längre')).toBeVisible();
  await lars.reload();
  await expect(lars.getByText('Du har inga möten än.')).toBeVisible();
});
