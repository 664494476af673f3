// Accounts in real browsers: created, used, changed and closed; and sign-in by an identity provider on another site.
import type { Page } from '@playwright/test';
import {
  startIdentityProvider,
  CLIENT,
} from '@distansmote/testkit/identityProvider/identityProvider.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

async function openAccounts(page: Page): Promise<void> {
  await signIn(page);
  await page.getByRole('link', { name: 'Konton' }).click();
  await expect(page.getByRole('heading', { name: 'Konton', level: 1 })).toBeFocused();
}

async function choose(page: Page, username: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Mer för ${username}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Creates an account and copies its password to the clipboard. */
async function makeAccount(page: Page, username: string): Promise<string> {
  await page.getByRole('button', { name: 'Skapa konto' }).click();
  const dialog = page.getByRole('dialog', { name: 'Skapa konto' });
  await expect(dialog.getByLabel('Användarnamn')).toBeFocused();
  await dialog.getByLabel('Användarnamn').fill(username);
  await dialog.getByLabel('Namn', { exact: true }).fill(`Namnet på ${username}`);
  await dialog.getByRole('button', { name: 'Skapa konto' }).click();
  const box = page.getByRole('region', { name: `Kontot ${username} är skapat` });
  await expect(box).toBeFocused();
  await box.getByRole('button', { name: 'Kopiera' }).click();
  await expect(box.getByRole('button', { name: 'Kopierat' })).toBeVisible();
  return (await box.locator('code').textContent()) ?? '';
}

test(
  'an administrator creates an account; its owner changes the password; it is closed',
  { tag: '@chromium-only' },
  async ({ person, browserName }) => {
    const admin = await person({
      ...(browserName === 'chromium' && { permissions: ['clipboard-write'] }),
    });
    await openAccounts(admin);
    const username = `karin-${browserName}`;
    const first = await makeAccount(admin, username);
    // Pastes the password, to check what was copied.
    const search = admin.getByLabel('Sök på namn eller användarnamn');
    await search.focus();
    await admin.keyboard.press('Control+V');
    await expect(search).toHaveValue(first);
    await expect(admin.getByText('Inga konton hittades.')).toBeVisible();
    await search.fill(`på ${username.toUpperCase()}`);
    await expect(admin.getByRole('row').nth(1)).toContainText('Aldrig');
    await admin.getByRole('button', { name: 'Jag har sparat det' }).click();
    await expect(admin.getByText(first)).toHaveCount(0);

    const karin = await person();
    await signIn(karin, username, first);
    await expect(karin.getByText(`Inloggad som Namnet på ${username}`)).toBeVisible();
    await expect(karin.getByRole('link', { name: 'Konton' })).toHaveCount(0);
    await karin.goto('/accounts');
    await expect(karin.getByRole('alert')).toContainText('Bara administratörer');
    await karin.goto('/account');
    await karin.getByLabel('Nuvarande lösenord').fill(first);
    await karin.getByLabel('Nytt lösenord').fill('kort');
    await karin.getByRole('button', { name: 'Byt lösenord' }).click();
    await expect(karin.getByLabel('Nytt lösenord')).toBeFocused();
    await expect(karin.getByRole('alert')).toContainText('minst 12 tecken');
    await expectNoViolations(karin, '/account with an error');
    await karin.getByLabel('Nytt lösenord').fill('en mening att minnas');
    await karin.getByRole('button', { name: 'Byt lösenord' }).click();
    await expect(karin.getByText('Lösenordet är bytt.')).toBeVisible();
    await expectNoViolations(karin, '/account');

    await choose(admin, username, 'Byt namn');
    const naming = admin.getByRole('dialog', { name: `Byta namn på ${username}?` });
    await naming.getByLabel('Namn', { exact: true }).fill('Karin Ek');
    await naming.getByRole('button', { name: 'Spara' }).click();
    await expect(admin.getByText(`${username} har ett nytt namn.`)).toBeVisible();
    await search.fill('karin ek');
    await expect(admin.getByText('1 konto', { exact: true })).toBeVisible();
    await expect(admin.getByRole('row').nth(1)).toContainText('i dag');
    await choose(admin, username, 'Stäng kontot');
    const dialog = admin.getByRole('dialog', { name: `Stänga kontot ${username}?` });
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    await expect(dialog).toHaveCount(0);
    await choose(admin, username, 'Stäng kontot');
    await dialog.getByRole('button', { name: 'Stäng kontot' }).click();
    await expect(admin.getByText(`Kontot ${username} är stängt.`)).toBeVisible();
    await expectNoViolations(admin, '/accounts');
    await karin.goto('/spaces');
    await expect(karin).toHaveURL(/\/sign-in$/);
    await choose(admin, username, 'Öppna kontot igen');
    await expect(admin.getByText(`Kontot ${username} är öppet igen.`)).toBeVisible();
    await signIn(karin, username, 'en mening att minnas');
  },
);

test(
  'the last administrator stays; a token is created, shown once, and revoked',
  { tag: '@chromium-only' },
  async ({ person }) => {
    const admin = await person();
    await openAccounts(admin);
    await choose(admin, 'admin', 'Stäng kontot');
    await admin.getByRole('dialog').getByRole('button', { name: 'Stäng kontot' }).click();
    await expect(admin.getByRole('alert')).toContainText('minst en administratör');

    await admin.getByRole('link', { name: 'API-nycklar' }).click();
    await expect(admin.getByRole('heading', { name: 'API-nycklar', level: 1 })).toBeFocused();
    await admin.getByRole('button', { name: 'Skapa nyckel' }).click();
    const form = admin.getByRole('dialog', { name: 'Skapa API-nyckel' });
    await form.getByLabel('System', { exact: true }).fill('Cosmic');
    await form.getByLabel('Vad systemet får göra').selectOption('Läsa möten utan länkar');
    await form.getByLabel('Hur länge nyckeln gäller').selectOption('Utan slut');
    await form.getByRole('button', { name: 'Skapa nyckel' }).click();
    const box = admin.getByRole('region', { name: 'Nyckeln till Cosmic är skapad' });
    const token = await box.locator('code').textContent();
    const asked = () =>
      admin.request.get('/api/spaces', { headers: { Authorization: `Bearer ${token}` } });
    expect((await asked()).status()).toBe(200);
    const row = admin.getByRole('row', { name: /Cosmic/ });
    await expect(row).toHaveText(/Läsa möten utan länkar\s*Aldrig\s*Utan slut/);
    await row.getByRole('button', { name: 'Dra in' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Dra in' }).click();
    await expect(admin.getByText('Nyckeln till Cosmic är indragen.')).toBeVisible();
    await expect(box).toHaveCount(0);
    expect((await asked()).status()).toBe(401);
  },
);

test('by an identity provider of another site into the staff’s page, or back with a plain message', async ({
  person,
}) => {
  let provider: Awaited<ReturnType<typeof startIdentityProvider>> | undefined;
  // The service by the name localhost, the provider by its IP address: two sites to a browser.
  const server = await ServerProcess.start({
    settings: async (url) => {
      provider = await startIdentityProvider(`${url}/api/session/oidc/callback`);
      provider.people['karin'] = {
        preferred_username: 'karin',
        name: 'Karin Åberg',
        groups: ['a'],
      };
      provider.people['guest'] = { preferred_username: 'guest', groups: [] };
      return {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: CLIENT.id,
        OIDC_CLIENT_SECRET: CLIENT.secret,
        OIDC_STAFF_VALUE: 'a',
        OIDC_NAME: 'Region Kalmar',
      };
    },
  });
  try {
    const pass = async (page: Page, who: string) => {
      await page.goto(`${server.url}/sign-in`);
      await page.getByRole('button', { name: 'Logga in med Region Kalmar' }).click();
      await page.locator('input[name="login"]').fill(who);
      await page.locator('input[name="password"]').fill('x');
      await page.locator('button[type="submit"]').click();
      await page.getByRole('button', { name: 'Continue' }).click();
    };
    const karin = await person();
    await pass(karin, 'karin');
    await expect(karin).toHaveURL(`${server.url}/spaces`);
    await expect(karin.getByText('Inloggad som Karin Åberg')).toBeVisible();
    await karin.reload();
    await expect(karin.getByText('Inloggad som Karin Åberg')).toBeVisible();
    await karin.getByRole('link', { name: 'Mitt konto' }).click();
    await expect(karin.getByText('byter lösenord där')).toBeVisible();

    const guest = await person();
    await pass(guest, 'guest');
    await expect(guest.getByRole('alert')).toContainText('Du är inte upplagd för Distansmöte.');
    await expectNoViolations(guest, '/sign-in with a word of the provider');
  } finally {
    await server.stop();
    await provider?.stop();
  }
});
