// After too many wrong call IDs, clients with only a call ID must knock; the guest link still works.
import { groupDigits } from '@distansmote/shared/callId.ts';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByName, expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';
import { ADMIN_PASSWORD, ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

let server: ServerProcess;
// Each test has its own server, so that guesses here do not throttle the tests of other files.
test.beforeEach(async () => {
  server = await ServerProcess.start();
});
test.afterEach(() => server.stop());

/** All at once, so that none is delayed for those before it. */
async function guessWrong(times: number): Promise<void> {
  const guesses = Array.from({ length: times }, (_, guess) =>
    fetch(`${server.url}/api/meetings/${100_000_000 + guess}`),
  );
  for (const { status } of await Promise.all(guesses)) expect([404, 200]).toContain(status);
}

test('after a few wrong call IDs the page says that it takes longer, and continues', async ({
  person,
}) => {
  const { callId } = await server.createSpace('Väntar');
  await guessWrong(5);
  const page = await person();
  await page.goto(`${server.url}/call-id`);
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(page.getByRole('button', { name: 'Kontrollerar …' })).toBeVisible();
  await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
});

test('after too many, a client with only the call ID knocks, and the convener admits it', async ({
  person,
}) => {
  const { callId } = await server.createSpace('Vårdplanering');
  const karin = await person();
  await karin.goto(`${server.url}/sign-in`);
  await karin.getByLabel('Användarnamn').fill('admin');
  await karin.getByLabel('Lösenord').fill(ADMIN_PASSWORD);
  await karin.getByRole('button', { name: 'Logga in' }).click();
  await expect(karin).toHaveURL(/\/spaces$/);
  await karin.goto(`${server.url}/meeting/${callId}`);
  await connectByName(karin, 'Karin');
  await guessWrong(30);

  const elsa = await person();
  await elsa.goto(`${server.url}/call-id`);
  await elsa.getByLabel('Samtals-ID').fill(callId);
  await elsa.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(elsa.getByRole('heading', { name: 'Du är på väg in i mötet' })).toBeVisible();
  await expect(elsa.getByText('Du som bara har numret behöver bli insläppt')).toBeVisible();
  await expect(elsa.getByText('Vårdplanering')).toBeHidden();
  await expectNoViolations(elsa, 'name page, number unchecked');
  await elsa.getByLabel('Namn', { exact: true }).fill('Elsa');
  await elsa.getByRole('button', { name: 'Anslut' }).click();
  await expect(elsa.getByRole('heading', { name: 'Du väntar på att bli insläppt' })).toBeVisible();
  await expect(elsa.getByText(`Om ${groupDigits(callId)} är rätt nummer`)).toBeVisible();
  await expect(elsa.getByRole('heading', { name: 'Släpper ingen in dig?' })).toBeVisible();
  await expectNoViolations(elsa, 'lobby, number unchecked');

  // What speaks against letting them in at once is told in the panel.
  await karin.getByRole('button', { name: 'Elsa väntar' }).click();
  await expect(karin.getByText('Släpp bara in dem du väntar på.')).toBeVisible();
  await karin.getByRole('button', { name: 'Släpp in Elsa' }).click();
  await expectInMeeting(elsa);
  await expect(elsa.getByRole('heading', { name: 'Vårdplanering' })).toBeVisible();
});

test('an unknown call ID looks just the same', async ({ person }) => {
  await guessWrong(30);
  const page = await person();
  await page.goto(`${server.url}/meeting/999999999`);
  await expect(page.getByRole('heading', { name: 'Du är på väg in i mötet' })).toBeVisible();
  await page.getByLabel('Namn', { exact: true }).fill('Lars');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expect(page.getByRole('heading', { name: 'Du väntar på att bli insläppt' })).toBeVisible();
  await page.getByRole('link', { name: 'Skriv in ett annat samtals-ID' }).click();
  await expect(page.getByLabel('Samtals-ID')).toBeVisible();
});

test('the link of the invitation works as always', async ({ person }) => {
  const { guestLink } = await server.createSpace('Länken');
  await guessWrong(30);
  const page = await person();
  const { pathname, hash } = new URL(guestLink);
  await page.goto(server.url + pathname + hash);
  await expect(page.getByRole('heading', { name: 'Länken' })).toBeVisible();
  await page.getByLabel('Namn', { exact: true }).fill('Lars');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);
  // The tab keeps the secret, and the pass beside it.
  await page.reload();
  await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
});
