// The form that asks for a name: seen whole on a laptop, begun with what is known, and with those beside one.
import type { AccountWithPassword } from '@distansmote/shared/accountsApi.ts';
import { connectByName, tileOf } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

const SMALL_LAPTOP = { width: 1366, height: 600 };

test('on a small laptop all of it is in view', async ({ server, person }) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const page = await person({ viewport: SMALL_LAPTOP });
  await page.goto(`/meeting/${callId}`);
  await expect(page.locator('video')).toBeInViewport({ ratio: 0.99 });
  await expect(page.getByLabel('Namn', { exact: true })).toBeInViewport({ ratio: 0.99 });
  await expect(page.getByLabel('Profession')).toBeInViewport({ ratio: 0.99 });
  for (const name of ['Anslut', 'Mikrofonen är på', 'Kameran är på', 'Inställningar'])
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 0.99 });
  await expect(page.getByText('kan se efteråt vilka som var med')).toBeInViewport({ ratio: 0.99 });
});

test('staff who are signed in need not type their own name', async ({ server, person }) => {
  const admin = await server.session();
  const { body } = await admin.ask<AccountWithPassword>('POST', '/api/accounts', {
    username: 'karin',
    displayName: 'Karin Nurminen',
  });
  const { callId } = await server.createSpace('Vårdplanering');
  const page = await person();
  await page.goto('/');
  await page.evaluate(() => localStorage.setItem('name', 'Lars Öberg'));
  await page.evaluate(() => localStorage.setItem('profession', 'Biståndshandläggare'));
  await page.goto(`/meeting/${callId}`);
  const name = page.getByLabel('Namn', { exact: true });
  await expect(name).toHaveValue('Lars Öberg');
  await expect(page.getByLabel('Profession')).toHaveValue('Biståndshandläggare');
  await signIn(page, 'karin', body.password);
  await page.goto(`/meeting/${callId}`);
  await expect(name).toHaveValue('Karin Nurminen');
  // Of somebody else.
  await expect(page.getByLabel('Profession')).toHaveValue('');
});

test('several at one computer say who they are', async ({ server, person }) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const page = await person();
  await page.goto(`/meeting/${callId}`);
  await page.getByRole('button', { name: 'Vi är flera här' }).click();
  const field = page.getByLabel('Vilka sitter du med?');
  await expect(field).toBeFocused();
  await field.fill('Lars Öberg, Elsa');
  await connectByName(page, 'Karin');
  await expect(tileOf(page, 'Du')).toBeVisible();
});

for (const [what, viewport, kept] of [
  ['an interpreter on a laptop', { width: 1280, height: 800 }, 'interpreter so'],
  ['an interpreter on a telephone', { width: 390, height: 844 }, 'interpreter so'],
  ['a captioner on a small laptop', SMALL_LAPTOP, 'captioner'],
] as const)
  test(`nothing moves when the role of ${what} comes a moment later`, async ({
    server,
    person,
  }) => {
    const { callId } = await server.createSpace('Tolkat möte');
    const page = await person({ viewport });
    await page.goto('/');
    await page.evaluate((role) => localStorage.setItem('role', role), kept);
    const mayCome = Promise.withResolvers<void>();
    await page.route('**/assets/RoleField-*.js*', async (route) => {
      await mayCome.promise;
      await route.continue();
    });
    // Firefox's load waits for what the page imports late.
    await page.goto(`/meeting/${callId}`, { waitUntil: 'domcontentloaded' });
    const join = page.getByRole('button', { name: 'Anslut' });
    await expect(join).toBeVisible();
    await expect(page.locator('video')).toBeVisible();
    const topOf = () => join.evaluate((button) => button.getBoundingClientRect().top);
    const before = await topOf();
    mayCome.resolve();
    await expect(page.getByLabel('Tolk eller skrivtolk')).toBeVisible();
    expect(Math.abs((await topOf()) - before)).toBeLessThan(2);
  });
