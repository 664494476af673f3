// Every way out of a meeting, and back: tab closed, space deleted, server restarted, socket cut.
import { expectSeesAndHears } from './support/mediaProof.ts';
import {
  connectByLink,
  connectByName,
  countButton,
  leaveButton,
  tileOf,
} from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test('closing the tab leaves as cleanly as a click', async ({ server, person }) => {
  const { callId } = await server.createSpace('Stängd flik');
  const karin = await person();
  const lars = await person();
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expect(countButton(karin, 2)).toBeVisible();
  await lars.close({ runBeforeUnload: false });
  await expect(countButton(karin, 1)).toBeVisible();
});

test('Back closes what lies on top, then asks before it leaves', async ({ server, person }) => {
  const { callId } = await server.createSpace('Bakåt');
  const karin = await person();
  const lars = await person();
  await connectByLink(karin, callId, 'Karin');
  await lars.goto('/call-id');
  await lars.getByLabel('Samtals-ID').fill(callId);
  await lars.getByRole('button', { name: 'Fortsätt' }).click();
  await connectByName(lars, 'Lars');
  await lars.getByRole('button', { name: 'Chatt', exact: true }).click();
  await lars.getByRole('button', { name: 'Mer', exact: true }).click();
  await expect(lars.getByRole('dialog')).toBeVisible();
  await lars.goBack();
  await expect(lars.getByRole('dialog')).toHaveCount(0);
  await expect(lars.locator('.panel')).toBeVisible();
  await lars.goBack();
  await expect(lars.locator('.panel')).toHaveCount(0);
  await lars.goBack();
  const question = lars.getByRole('dialog', { name: 'Vill du lämna mötet?' });
  await question.getByRole('button', { name: 'Stanna kvar' }).click();
  await expect(countButton(karin, 2)).toBeVisible();
  // No trap: after the question one is out, and the next Back goes where one came from.
  await lars.goBack();
  await question.getByRole('button', { name: 'Lämna' }).click();
  await expect(countButton(karin, 1)).toBeVisible();
  expect(
    await lars.evaluate(() => window.connections.every((one) => one.connectionState === 'closed')),
  ).toBe(true);
  await lars.getByRole('heading', { name: 'Du har lämnat mötet' }).waitFor();
  await lars.goBack();
  await expect(lars.getByLabel('Samtals-ID')).toBeVisible();
});

test(
  'after a reload Back goes where one came from, and from within the meeting it asks again',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Laddar om');
    const page = await person();
    await page.goto('/call-id');
    for (const isInMeeting of [true, false]) {
      await page.goto(`/meeting/${callId}`);
      await connectByName(page, 'Karin');
      await page.reload();
      await page.getByLabel('Namn', { exact: true }).waitFor();
      if (!isInMeeting) break;
      await connectByName(page, 'Karin');
      await page.goBack();
      await page.getByRole('dialog', { name: 'Vill du lämna mötet?' }).waitFor();
      await page.goto('/call-id');
    }
    // What is left of the meeting in the history is taken away first, which a person does not outrun.
    await expect
      .poll(() => page.evaluate(() => JSON.stringify(history.state)))
      .not.toContain('answersBack');
    await page.goBack();
    await expect(page.getByLabel('Samtals-ID')).toBeVisible();
  },
);

test(
  'when the space is deleted everybody is out, and its call ID is refused',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const space = await server.createSpace('Tas bort');
    const karin = await person();
    await connectByLink(karin, space.callId, 'Karin');
    await server.deleteSpace(space);
    await expect(leaveButton(karin)).toHaveCount(0);
    await expect(karin.getByRole('heading', { level: 1 })).toHaveText('Mötet är avslutat');
    expect(
      await karin.evaluate(() =>
        window.connections.every((one) => one.connectionState === 'closed'),
      ),
    ).toBe(true);

    await karin.goto('/call-id');
    await karin.getByLabel('Samtals-ID').fill(space.callId);
    await karin.getByRole('button', { name: 'Fortsätt' }).click();
    await expect(karin.getByLabel('Samtals-ID')).toHaveAttribute('aria-invalid', 'true');
  },
);

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  // The page cannot tell the two apart.
  const tag = signal === 'SIGTERM' ? ['@chromium-only'] : [];
  const title = `when the server gets a ${signal} and is started again, people are back without a click`;
  test(title, { tag }, async ({ server, person }) => {
    const { callId } = await server.createSpace('Omstart');
    const karin = await person();
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(karin, 'Lars');
    await server.restart(signal);
    await expect(tileOf(karin, 'Lars')).toBeVisible();
    await expectSeesAndHears(karin, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    await expect(countButton(karin, 2)).toBeVisible();
  });
}

test('a cut socket resumes silently', async ({ server, person }) => {
  const { callId } = await server.createSpace('Avbrott');
  const karin = await person();
  const lars = await person();
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await expectSeesAndHears(karin, 'Lars');
  const tile = await tileOf(karin, 'Lars').elementHandle();
  const sockets = await lars.evaluate(() => {
    for (const socket of window.sockets) socket.close();
    return window.sockets.length;
  });
  // The page reconnects by itself.
  await expect.poll(() => lars.evaluate(() => window.sockets.at(-1)?.readyState)).toBe(1);
  expect(await lars.evaluate(() => window.sockets.length)).toBe(sockets + 1);
  await expectSeesAndHears(karin, 'Lars');
  await expect(countButton(karin, 2)).toBeVisible();
  // Not a leave and a join: it is the very same tile.
  expect(await tile?.evaluate((element) => element.isConnected)).toBe(true);
  await leaveButton(lars).click();
  await expect(countButton(karin, 1)).toBeVisible();
});
