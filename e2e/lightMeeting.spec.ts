// A meeting loads quickly: few requests from the start page to the room, and no other scripts than `npm run size` weighs.
import { wayIn } from '../client/build/wayIn.ts';
import { expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

const MAX_REQUESTS = 16;
const HANDLER = /\/(Chrome111|Firefox120|Safari12)-/;

test('from the start page into the meeting all requests are to our server, and few', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Lätt');
  const page = await person();
  const { start, meeting, later } = wayIn();
  const late = later.filter((file) => !meeting.includes(file));
  // A set: Chromium requests the icon again on each page, and takes it from its cache.
  const requests = new Set<string>();
  page.on('request', (request) => {
    // On a busy machine, before the room is checked.
    if (!late.some((file) => request.url().endsWith(file))) requests.add(request.url());
  });
  page.on('websocket', (socket) => requests.add(socket.url()));

  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Anslut' })).toBeVisible();
  expect(scripts(requests), 'of the start page').toEqual(start.toSorted());
  await page.getByRole('link', { name: 'Anslut' }).click();
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await page.getByLabel('Namn', { exact: true }).fill('Karin');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);

  const host = new URL(server.url).host;
  expect([...requests].filter((url) => new URL(url).host !== host)).toEqual([]);
  expect(requests.size, [...requests].join('\n')).toBeLessThanOrEqual(MAX_REQUESTS);
  const fetched = scripts(requests);
  const exceptHandlers = (files: string[]) =>
    files.filter((file) => !HANDLER.test(file)).toSorted();
  expect(exceptHandlers(fetched), 'into the meeting').toEqual(exceptHandlers(meeting));
  expect(
    fetched.filter((file) => HANDLER.test(file)),
    'for this browser',
  ).toHaveLength(1);
});

const scripts = (requests: Set<string>): string[] =>
  [...requests]
    .filter((url) => url.endsWith('.js'))
    .map((url) => new URL(url).pathname.slice(1))
    .toSorted();
