// Too early: both times are said and the page opens by itself. Afterwards: who led the meeting is reminded to delete it.
import { mkdirSync } from 'node:fs';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { filesIn } from './support/filesIn.ts';
import { connectByName, expectInMeeting, leaveButton, tileOf } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

test('whoever is early reads both times, in Swedish time, and has them in a calendar', async ({
  server,
  person,
}, testInfo) => {
  const downloads = testInfo.outputPath('downloads');
  mkdirSync(downloads);
  const { callId, guestLink } = await server.createSpace('Uppföljning', {
    startsAt: '2031-12-02T13:05:00Z',
  });
  const page = await person({ timezoneId: 'Europe/Helsinki', downloadsPath: downloads });
  await page.goto(`/meeting/${callId}`);
  await expect(
    page.getByText('Mötet börjar tisdag 2 december 14.05 svensk tid. Du kan gå in från 13.35.'),
  ).toBeVisible();
  await expect(
    page.getByRole('main').getByRole('link', { name: 'Testa din utrustning' }),
  ).toBeVisible();
  await expectNoViolations(page, 'a meeting that is not open yet');
  await page.getByRole('button', { name: 'Lägg in i kalendern' }).click();
  await expect
    .poll(() => filesIn(downloads))
    .toEqual([expect.stringMatching(/END:VCALENDAR\r\n$/)]);
  const [saved] = filesIn(downloads);
  expect(saved).toContain('DTSTART:20311202T130500Z');
  expect(saved).toContain(`URL:${server.url}/meeting/${callId}\r\n`);
  const secret = /(?:secret=|#)([\w-]{22})/.exec(guestLink)?.[1] ?? '';
  expect(secret).not.toBe('');
  expect(saved).not.toContain(secret);
});

test('the page of a meeting that was not open opens by itself', async ({ server, person }) => {
  const soon = new Date(Date.now() + 60 * 60_000).toISOString();
  const space = await server.createSpace('Strax', { startsAt: soon });
  const page = await person();
  await page.clock.install();
  await page.goto(`/meeting/${space.callId}`);
  await expect(page.getByText('Sidan öppnas av sig själv.')).toBeVisible();
  const later = new Date('2031-12-02T13:05:00Z').toISOString();
  await server.api.ask('PATCH', `/api/spaces/${space.id}`, { startsAt: later });
  await page.clock.fastForward('02:10');
  await expect(page.getByText('Mötet börjar tisdag 2 december 14.05')).toBeVisible();
  await server.api.ask('PATCH', `/api/spaces/${space.id}`, { startsAt: null });
  await page.clock.fastForward('31:00');
  await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
});

test('a convener who leaves is reminded to delete the meeting', async ({ server, person }) => {
  const karin = await person();
  await signIn(karin);
  const made = await karin.request.post('/api/spaces', {
    data: { name: 'Vårdplanering' },
    headers: { Origin: server.url },
  });
  const { id, callId } = (await made.json()) as { id: string; callId: string };
  await karin.goto(`/meeting/${callId}`);
  await connectByName(karin, 'Karin');
  await leaveButton(karin).click();
  await karin.getByRole('dialog').getByRole('button', { name: 'Lämna', exact: true }).click();
  await expect(karin.getByRole('heading', { name: 'Är ni klara?' })).toBeVisible();
  await expectNoViolations(karin, 'left, with the reminder to delete');
  await karin.getByRole('button', { name: 'Behåll' }).click();
  await expect(karin.getByText('Mötet finns kvar.')).toBeFocused();
  expect((await karin.request.get(`/api/spaces/${id}`)).status()).toBe(200);

  await karin.getByRole('button', { name: 'Anslut igen' }).click();
  await karin.getByRole('button', { name: 'Anslut', exact: true }).click();
  await expectInMeeting(karin);
  await leaveButton(karin).click();
  await karin.getByRole('dialog').getByRole('button', { name: 'Lämna', exact: true }).click();
  await karin.getByRole('button', { name: 'Ta bort mötet' }).click();
  await expect(karin.getByText('är borttaget')).toBeVisible();
  await expect(karin.getByRole('button', { name: 'Anslut igen' })).toHaveCount(0);
  expect((await karin.request.get(`/api/spaces/${id}`)).status()).toBe(404);
});

test(
  'a convener who ends the meeting for everybody can delete it there',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { id, callId } = await server.createSpace('Vårdplanering');
    const karin = await person();
    await signIn(karin);
    await karin.goto(`/meeting/${callId}`);
    await connectByName(karin, 'Karin');
    await leaveButton(karin).click();
    await karin.getByRole('button', { name: 'Avsluta för alla' }).click();
    await expect(karin.getByRole('heading', { level: 1 })).toHaveText('Du har avslutat mötet');
    await karin.getByRole('button', { name: 'Ta bort mötet' }).click();
    await expect(karin.getByText('är borttaget')).toBeVisible();
    expect((await karin.request.get(`/api/spaces/${id}`)).status()).toBe(404);
  },
);

test(
  'a convener whose sign-in has ended meanwhile is led to the sign-in, and finds the meeting there',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Uppföljning i Emmaboda');
    const karin = await person();
    await signIn(karin);
    await karin.goto(`/meeting/${callId}`);
    await connectByName(karin, 'Karin');
    await leaveButton(karin).click();
    await karin.getByRole('dialog').getByRole('button', { name: 'Lämna', exact: true }).click();
    await karin.context().clearCookies();
    await karin.getByRole('button', { name: 'Ta bort mötet' }).click();
    await expect(karin).toHaveURL(/\/sign-in$/);
    await signIn(karin);
    // Another tab may be open: the list begins with one that has meetings in it.
    await karin.getByRole('link', { name: /^Utan tid/ }).click();
    await expect(karin.getByRole('row', { name: /Uppföljning i Emmaboda/ })).toBeVisible();
  },
);

test('where others are still in, deleting does not stand out, and says that it ends the meeting for them', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const elsa = await person();
  await elsa.goto(`/meeting/${callId}`);
  await connectByName(elsa, 'Elsa');
  const karin = await person();
  await signIn(karin);
  await karin.goto(`/meeting/${callId}`);
  await connectByName(karin, 'Karin');
  await expect(tileOf(karin, 'Elsa')).toBeVisible();
  await leaveButton(karin).click();
  await karin.getByRole('dialog').getByRole('button', { name: 'Lämna', exact: true }).click();
  await expect(karin.getByText('Är någon kvar avslutas mötet för dem också.')).toBeVisible();
  await expect(karin.getByRole('button', { name: 'Ta bort mötet' })).not.toHaveClass(/is-red/);
});

test('a guest who leaves is not asked', async ({ server, person }) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const page = await person();
  await page.goto(`/meeting/${callId}`);
  await connectByName(page, 'Elsa');
  await leaveButton(page).click();
  await expect(page.getByText('Du har lämnat mötet')).toBeVisible();
  await expect(page.getByText('Är ni klara?')).toHaveCount(0);
});
