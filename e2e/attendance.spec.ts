// Who was in a meeting, in real browsers: seen by those who lead it, day by day, and taken away as CSV.
import { readFile } from 'node:fs/promises';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink, leaveButton } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';
import { PHONE } from './support/windowSizes.ts';

test('who is there, who has left, and the file for the record', async ({
  server,
  person,
  browserName,
}) => {
  const space = await server.createSpace(`Närvaro ${browserName}`);
  const admin = await person({ viewport: PHONE });
  await signIn(admin);
  await admin.goto(`/spaces/${space.id}/attendance`);
  await expect(admin.getByRole('heading', { name: 'Ingen har varit med än.' })).toBeVisible();
  await expectNoViolations(admin, 'attendance of nobody');

  const guest = await person();
  await connectByLink(guest, space.callId, 'Elsa Lindqvist');
  await admin.reload();
  await expect(
    admin.getByRole('heading', { name: `Närvaro i Närvaro ${browserName}`, level: 1 }),
  ).toBeVisible();
  const row = admin.getByRole('row').filter({ hasText: 'Elsa Lindqvist' });
  await expect(row).toHaveText(/Webbläsare\s*\d\d\.\d\d\s*Är med nu/);
  await expectNoViolations(admin, 'attendance');
  const isTooWide = await admin.evaluate(
    () => document.documentElement.scrollWidth > window.innerWidth,
  );
  expect(isTooWide).toBe(false);

  await leaveButton(guest).click();
  await expect(async () => {
    await admin.reload();
    await expect(row).toHaveText(/\d\d\.\d\d\s*\d\d\.\d\d$/, { timeout: 2000 });
  }).toPass();
  const downloading = admin.waitForEvent('download');
  await admin.getByRole('link', { name: 'Hämta som CSV' }).click();
  const csv = await readFile(await (await downloading).path(), 'utf8');
  expect(csv).toMatch(/\nElsa Lindqvist;.*;Webbläsare;\d{4}-/);

  await server.deleteSpace(space);
  await admin.reload();
  await expect(admin.getByText('Mötet finns inte längre')).toBeVisible();
});
