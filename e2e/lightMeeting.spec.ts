// A meeting loads quickly: at most 8 requests and 90 kB of JavaScript from the start page to the room.
import type { Request } from '@playwright/test';
import { expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('from the start page into the meeting in at most 8 requests, all to our server', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Lätt');
  const page = await person();
  // A set: Chromium requests the icon again on each page, and takes it from its cache.
  const requests = new Set<string>();
  const scriptSizes: Promise<number>[] = [];
  page.on('request', (request) => {
    // Loaded half a second after the join; on a busy machine, before the room is checked.
    if (!/\/(playbackReports|adapt)-/.test(request.url())) requests.add(request.url());
  });
  page.on('websocket', (socket) => requests.add(socket.url()));
  const addSize = (request: Request) => {
    if (!request.url().endsWith('.js')) return;
    scriptSizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  };
  page.on('requestfinished', addSize);

  await page.goto('/');
  await page.getByRole('link', { name: 'Anslut' }).click();
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await page.getByLabel('Namn', { exact: true }).fill('Karin');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);
  // What is loaded later has no size once the page is closed.
  page.off('requestfinished', addSize);

  const host = new URL(server.url).host;
  expect([...requests].filter((url) => new URL(url).host !== host)).toEqual([]);
  expect(requests.size, [...requests].join('\n')).toBeLessThanOrEqual(8);
  const bytes = (await Promise.all(scriptSizes)).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(90_000);
});
