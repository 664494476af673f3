// Code that comes late may fail to come at all: the meeting goes on, and it is fetched once the network is back.
import type { Page } from '@playwright/test';
import { connectByLink, countButton, expectInMeeting } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

/** Into the meeting, while that file does not come. */
async function enterWithout(page: Page, callId: string, file: string): Promise<void> {
  let refused = 0;
  await page.route(file, (route) => {
    refused += 1;
    return route.abort();
  });
  await connectByLink(page, callId, 'Karin');
  await expect.poll(() => refused).toBeGreaterThan(0);
}

test('what a room needs a moment later is fetched again until it comes', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Sent');
  const page = await person();
  await enterWithout(page, callId, '**/assets/roomExtras-*.js*');
  await expectInMeeting(page);
  const alone = page.getByText('Du är ensam i mötet än så länge.');
  await expect(alone).toBeHidden();

  await page.unroute('**/assets/roomExtras-*.js*');
  await expect(alone).toBeVisible();
});

test('without the style that comes with it the room goes on, and looks right once that is there', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Sent');
  const page = await person();
  await enterWithout(page, callId, '**/assets/writing-*.css');
  await page.getByRole('button', { name: 'Direkttext' }).click();
  const area = page.locator('.live-text');
  await expect(area).toHaveCSS('display', 'block');

  await page.unroute('**/assets/writing-*.css');
  await expect(area).toHaveCSS('display', 'flex');
});

test('who comes before that is announced once it is there', async ({ server, person }) => {
  const { callId } = await server.createSpace('Strax');
  const karin = await person();
  const lars = await person();
  const mayCome = Promise.withResolvers<void>();
  await karin.route('**/assets/roomExtras-*.js*', async (route) => {
    await mayCome.promise;
    await route.continue();
  });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(countButton(karin, 2)).toBeVisible();
  mayCome.resolve();
  await expect(karin.locator('.toast', { hasText: 'Lars har anslutit' })).toBeVisible();
});

test('why a join fails is told, also when the words for it come late', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Just låst');
  const karin = await person();
  await signIn(karin);
  await connectByLink(karin, callId, 'Karin');
  const lars = await person();
  await lars.route('**/assets/troubles-*.js*', (route) => route.abort());
  await lars.goto(`/meeting/${callId}`);
  const name = lars.getByLabel('Namn', { exact: true });
  await name.fill('Lars');
  await countButton(karin, 1).click();
  await karin.getByRole('button', { name: 'Lås mötet' }).click();
  await expect(karin.getByRole('button', { name: 'Lås upp mötet' })).toBeVisible();
  await lars.getByRole('button', { name: 'Anslut' }).click();
  await expect(lars.getByRole('alert')).toContainText('Vi får ingen kontakt med tjänsten');
  await expect(name).toHaveValue('Lars');

  await lars.unroute('**/assets/troubles-*.js*');
  await expect(lars.getByRole('alert')).toContainText('Mötet är låst');
});
