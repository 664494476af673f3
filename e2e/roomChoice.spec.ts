// The staff page offers room systems only if the server supports them; a space's setting is kept all the same.
import type { Page } from '@playwright/test';
import type { SpaceDescription } from '@distansmote/shared/httpApi.ts';
import { signIn } from './support/signIn.ts';
import { choose, makeSpace, openNewSpace, rowOf } from './support/spaces.ts';
import { expect, test } from './support/test.ts';

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
    const dialog = await openNewSpace(page);
    await dialog.getByText('Fler val').click();
    await expect(dialog.getByRole('checkbox', { name: 'Telefoner' })).toBeVisible();
    await expect(dialog.getByText('Videokonferenssystem')).toHaveCount(0);
    await page.goto('/spaces?tab=withoutTime');
    const row = rowOf(page, name);
    await choose(row, 'Ändra');
    await page.getByRole('checkbox', { name: 'Telefoner' }).uncheck();
    await expect(page.getByText('Videokonferenssystem')).toHaveCount(0);
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await expect(row.getByText('Telefoner får inte ansluta')).toBeVisible();
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
    const row = await makeSpace(page, name, async (dialog) => {
      await dialog.getByText('Fler val').click();
      await dialog.getByRole('checkbox', { name: 'Videokonferenssystem' }).uncheck();
    });
    await expect(row.getByText('Videokonferenssystem får inte ansluta')).toBeVisible();
    expect(await admitsRooms(page, name)).toBe(false);
    await choose(row, 'Ändra');
    await page.getByRole('checkbox', { name: 'Telefoner' }).uncheck();
    await page.getByRole('button', { name: 'Spara', exact: true }).click();
    await expect(row.getByText('Telefoner får inte ansluta')).toBeVisible();
  },
);
