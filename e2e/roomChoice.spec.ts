// The staff page offers room systems only if the server supports them; a space's setting is kept all the same.
import type { Locator, Page } from '@playwright/test';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

/** Creates a space on the page and returns its list item. */
async function create(page: Page, name: string): Promise<Locator> {
  await page.getByLabel('Mötets namn').fill(name);
  await page.getByRole('button', { name: 'Skapa möte' }).click();
  const item = page.getByRole('listitem').filter({ hasText: name });
  await expect(item).toBeVisible();
  return item;
}

async function admitsRooms(page: Page, name: string): Promise<boolean | undefined> {
  const spaces = (await (await page.request.get('/api/spaces')).json()) as SpaceDescription[];
  return spaces.find((space) => space.name === name)?.admitsRooms;
}

test(
  'without room systems there is no switch for them, and changes keep the setting',
  { tag: '@chromium-only' },
  async ({ server, person, browserName }) => {
    const name = `Bara webb ${browserName}`;
    await server.createSpace(name, { admitsRooms: false });
    const page = await person();
    await signIn(page);
    await page.getByText('Fler val').click();
    await expect(page.getByRole('checkbox', { name: 'Telefoner' })).toBeVisible();
    const item = page.getByRole('listitem').filter({ hasText: name });
    await item.locator('summary', { hasText: 'Ändra' }).click();
    await item.getByRole('checkbox', { name: 'Telefoner' }).uncheck();
    await expect(page.getByText('Videokonferenssystem')).toHaveCount(0);
    await item.getByRole('button', { name: 'Spara' }).click();
    await expect(item.getByText('Telefoner får inte ansluta')).toBeVisible();
    expect(await admitsRooms(page, name)).toBe(false);
  },
);

test(
  'with room systems they have a switch, and the list says where they may not join',
  { tag: '@chromium-only' },
  async ({ person, browserName }) => {
    const page = await person();
    // As where SIP_ROOMS is 1: the server of these tests has no SIP.
    await page.route('**/api/spaces/defaults', async (route) => {
      const response = await route.fetch();
      const defaults = (await response.json()) as object;
      await route.fulfill({ response, json: { ...defaults, hasRooms: true } });
    });
    await signIn(page);
    const name = `Utan system ${browserName}`;
    await page.getByText('Fler val').click();
    await page.getByRole('checkbox', { name: 'Videokonferenssystem' }).uncheck();
    const item = await create(page, name);
    await expect(item.getByText('Videokonferenssystem får inte ansluta')).toBeVisible();
    expect(await admitsRooms(page, name)).toBe(false);
    await item.locator('summary', { hasText: 'Ändra' }).click();
    await item.getByRole('checkbox', { name: 'Telefoner' }).uncheck();
    await item.getByRole('button', { name: 'Spara' }).click();
    await expect(item.getByText('Bara webbläsare får ansluta')).toBeVisible();
  },
);
