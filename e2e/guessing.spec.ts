// When too many numbers were wrong: the page says what to do, and the link of the invitation does it.
import { expectInMeeting } from './support/meeting.ts';
import { expect, test } from './support/test.ts';
import { startTestServer, type TestServer } from './support/testServer.ts';

let server: TestServer;
// Of its own for each: what was guessed here must not slow down the tests of other files.
test.beforeEach(async () => {
  server = await startTestServer();
});
test.afterEach(() => server.stop());

/** All at once, so that none is held back for those before it. */
async function guessWrong(times: number): Promise<void> {
  const guesses = Array.from({ length: times }, (_, guess) =>
    fetch(`${server.url}/api/meetings/${100_000_000 + guess}`),
  );
  for (const { status } of await Promise.all(guesses)) expect([404, 429]).toContain(status);
}

test('after a few wrong numbers the page says that it goes on, and goes on', async ({ person }) => {
  const { callId } = await server.createSpace('Väntar');
  await guessWrong(5);
  const page = await person();
  await page.goto(`${server.url}/call-id`);
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(page.getByRole('button', { name: 'Kontrollerar …' })).toBeVisible();
  await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
});

test('after too many the number does not do, and the link of the invitation does', async ({
  person,
}) => {
  const { callId, guestLink } = await server.createSpace('Länken');
  await guessWrong(30);
  const page = await person();
  await page.goto(`${server.url}/call-id`);
  await page.getByLabel('Samtals-ID').fill(callId);
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  const advice = 'Länken i inbjudan fungerar ändå.';
  await expect(page.getByRole('alert').filter({ hasText: advice })).toBeVisible();
  await page.goto(`${server.url}/meeting/${callId}`);
  await expect(page.getByRole('heading', { name: 'För många försök' })).toBeVisible();
  await expect(page.getByText(advice)).toBeVisible();

  const { pathname, search } = new URL(guestLink);
  await page.goto(server.url + pathname + search);
  await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
  await page.getByLabel('Namn', { exact: true }).fill('Lars');
  await page.getByRole('button', { name: 'Anslut' }).click();
  await expectInMeeting(page);
  // In the tab the secret is kept, and the pass beside it.
  await page.reload();
  await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
});
