// A colleague, found by part of the name, becomes convener of a space and sees it in their list.
import { signIn } from './support/signIn.ts';
import { choose, makeSpace, rowOf } from './support/spaces.ts';
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
  const urls: string[] = [];
  karin.on('request', (request) => urls.push(decodeURIComponent(request.url())));
  await signIn(karin, `colleague-karin-${browserName}`, karinPassword);
  const row = await makeSpace(karin, 'Vårdplanering', async (dialog) => {
    await dialog.getByText('Fler val').click();
    await dialog.getByLabel('Telefoner').uncheck();
  });
  await expect(row.getByText('Telefoner får inte ansluta')).toBeVisible();

  await choose(row, 'Kollegor som leder mötet');
  const space = karin.getByRole('dialog', { name: 'Kollegor som leder Vårdplanering' });
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
  expect(urls.filter((url) => url.endsWith('/api/colleagues/search'))).not.toEqual([]);
  expect(urls.filter((url) => /öberg|alls/i.test(url))).toEqual([]);

  const lars = await person();
  await signIn(lars, `colleague-lars-${browserName}`, larsPassword);
  await choose(rowOf(lars, 'Vårdplanering'), 'Kollegor som leder mötet');
  await expect(
    lars.getByText(`Lars Öberg ${browserName}, colleague-lars-${browserName}`),
  ).toBeVisible();

  await space.getByRole('button', { name: /^Ta bort Lars Öberg/ }).click();
  await expect(space.getByText('leder inte mötet längre')).toBeVisible();
  await lars.reload();
  await expect(lars.getByText('Här står dina möten')).toBeVisible();
});
