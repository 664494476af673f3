// The same link opened twice in one browser: said at once, gone on with here, and never two microphones of one person.
import type { Page } from '@playwright/test';
import {
  connectByLink,
  connectByName,
  countButton,
  expectInMeeting,
  leaveButton,
  tileOf,
} from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

test('a meeting that is open in another tab is gone on with here, and the other tab leaves', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Två flikar', { lobby: 'none' });
  const lars = await person();
  await connectByLink(lars, callId, 'Lars');
  const first = await person();
  await connectByLink(first, callId, 'Karin');
  await expect(countButton(lars, 2)).toBeVisible();
  const id = await tileOf(lars, 'Karin').first().getAttribute('data-participant');

  const second = await first.context().newPage();
  await second.goto(`/meeting/${callId}`);
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(
    'Du är redan med i en annan flik',
  );
  // Neither camera nor microphone, nor the form.
  await expect(second.getByLabel('Namn', { exact: true })).toHaveCount(0);
  await second.getByRole('button', { name: 'Fortsätt här' }).click();
  await expect(second.getByLabel('Namn', { exact: true })).toBeVisible();
  // Nobody is out of the meeting who has not come in elsewhere.
  await expectInMeeting(first);
  await expect(countButton(lars, 2)).toBeVisible();
  await connectByName(second, 'Karin');
  await expect(first.getByText('Mötet fortsätter i en annan flik')).toBeVisible();
  await expect(countButton(lars, 2)).toBeVisible();
  // The same person for the others.
  expect(await tileOf(lars, 'Karin').first().getAttribute('data-participant')).toBe(id);

  // A reload of the only tab is no second one.
  await second.reload();
  await connectByName(second, 'Karin');
  await expect(countButton(lars, 2)).toBeVisible();
});

test('once the other tab has left, this one goes on by itself', async ({ server, person }) => {
  const { callId } = await server.createSpace('Två flikar');
  const first = await person();
  await connectByLink(first, callId, 'Karin');
  const second = await first.context().newPage();
  await second.goto(`/meeting/${callId}`);
  await expect(second.getByRole('button', { name: 'Fortsätt här' })).toBeVisible();
  await leaveButton(first).click();
  await expect(second.getByLabel('Namn', { exact: true })).toBeVisible();
});

test('of two tabs that both ask for a name, the one that joins last is in', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Två flikar');
  const first = await person();
  const second = await first.context().newPage();
  for (const page of [first, second]) await page.goto(`/meeting/${callId}`);
  await expect(second.getByLabel('Namn', { exact: true })).toBeVisible();
  await connectByName(first, 'Karin');
  await connectByName(second, 'Karin');
  await expect(first.getByText('Mötet fortsätter i en annan flik')).toBeVisible();
  await expect(countButton(second, 1)).toBeVisible();
});

test('a tab whose join is refused leaves the other one where it is', async ({ server, person }) => {
  const space = await server.createSpace('Två flikar');
  const leader = await person();
  await signIn(leader);
  await leader.goto(`/meeting/${space.callId}`);
  await connectByName(leader, 'Lars');
  const first = await person();
  const second = await first.context().newPage();
  for (const page of [first, second]) {
    await page.goto(`/meeting/${space.callId}`);
    await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
  }
  await connectByName(first, 'Karin');
  await countButton(leader, 2).click();
  await leader.getByRole('button', { name: 'Lås mötet' }).click();
  await expect(leader.getByRole('button', { name: 'Lås upp mötet' })).toBeVisible();
  await second.getByLabel('Namn', { exact: true }).fill('Karin');
  await second.getByRole('button', { name: 'Anslut', exact: true }).click();
  await expect(second.getByText('Mötet är låst')).toBeVisible();
  await expectInMeeting(first);
  await expect(countButton(leader, 2)).toBeVisible();
});

test('a tab that waits in the lobby leaves the other one in the meeting, until it is let in', async ({
  server,
  person,
}) => {
  const space = await server.createSpace('Två flikar', { lobby: 'everybody' });
  const leader = await person();
  await signIn(leader);
  await leader.goto(`/meeting/${space.callId}`);
  await connectByName(leader, 'Lars');
  await countButton(leader, 1).click();
  const letIn = leader.getByRole('button', { name: 'Släpp in Karin' });
  const first = await person();
  const second = await first.context().newPage();
  for (const page of [first, second]) {
    await page.goto(`/meeting/${space.callId}`);
    await expect(page.getByLabel('Namn', { exact: true })).toBeVisible();
  }
  const knock = async (page: Page) => {
    await page.getByLabel('Namn', { exact: true }).fill('Karin');
    await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  };
  await knock(first);
  await letIn.click();
  await expectInMeeting(first);
  await knock(second);
  await expect(letIn).toBeVisible();
  await expectInMeeting(first);
  await letIn.click();
  await expectInMeeting(second);
  await expect(first.getByText('Mötet fortsätter i en annan flik')).toBeVisible();
});
