// axe finds no violation in the states of pages that `axe.spec` does not reach: refusals, reminders, and what is rare.
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { chooseFor, connectByLink, leaveButton } from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { openNewSpace, rowOf } from './support/spaces.ts';
import { expect, test } from './support/test.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function giveName(page: Page, callId: string, name: string): Promise<void> {
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await button(page, 'Anslut').click();
}

test('the name page', { tag: '@chromium-only' }, async ({ server, person }) => {
  const { callId } = await server.createSpace('Namn');
  const page = await person();
  await page.goto(`/meeting/${callId}`);
  await button(page, 'Vi är flera här').click();
  await button(page, 'Anslut').click();
  await expect(page.locator('[aria-invalid="true"]')).toBeVisible();
  await expectNoViolations(page, 'several, and no name');
  await page.getByLabel('Namn', { exact: true }).fill('Elsa');
  await page.context().setOffline(true);
  await button(page, 'Anslut').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoViolations(page, 'without a connection');

  const bare = await person();
  await bare.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () =>
      Promise.reject(new DOMException('none', 'NotFoundError'));
  });
  await bare.goto(`/meeting/${callId}`);
  await expect(bare.getByText('Vi hittar inte')).toBeVisible();
  await expectNoViolations(bare, 'without devices');

  const old = await person();
  await old.addInitScript(() => Reflect.deleteProperty(window, 'RTCPeerConnection'));
  await old.goto(`/meeting/${callId}`);
  await expect(old.getByText('Den här webbläsaren fungerar inte')).toBeVisible();
  await expectNoViolations(old, 'a browser without WebRTC');
});

test('ways out', { tag: '@chromium-only' }, async ({ server, person }) => {
  const { callId } = await server.createSpace('Ut');
  const karin = await person();
  await signIn(karin);
  await connectByLink(karin, callId, 'Karin');
  const elsa = await person();
  await connectByLink(elsa, callId, 'Elsa');
  const twin = await elsa.context().newPage();
  await twin.goto(`/meeting/${callId}`);
  await expect(button(twin, 'Fortsätt här')).toBeVisible();
  await expectNoViolations(twin, 'open in another tab');
  await karin.getByRole('button', { name: /deltagare$/ }).click();
  await chooseFor(karin, 'Elsa', 'Ta bort ur mötet');
  await button(karin, 'Ta bort och lås').click();
  await expect(elsa.getByRole('heading', { name: 'Du är inte längre med' })).toBeVisible();
  await expectNoViolations(elsa, 'removed');
  const lars = await person();
  await giveName(lars, callId, 'Lars');
  await expect(lars.getByRole('alert')).toBeVisible();
  await expectNoViolations(lars, 'locked');
  await leaveButton(karin).click();
  await button(karin, 'Lämna').click();
  await expect(button(karin, 'Behåll')).toBeVisible();
  await expectNoViolations(karin, 'reminded to delete');
  await button(karin, 'Ta bort mötet').click();
  await expect(karin.getByText('är borttaget')).toBeVisible();
  await expectNoViolations(karin, 'deleted after the meeting');
});

test('spaces', { tag: '@chromium-only' }, async ({ server, person }) => {
  const page = await person();
  await signIn(page);
  const space = await server.createSpace('Inne');
  const elsa = await person();
  await connectByLink(elsa, space.callId, 'Elsa');
  await page.goto('/spaces?tab=withoutTime');
  await expect(rowOf(page, 'Inne').getByText('1 inne nu')).toBeVisible();
  await expectNoViolations(page, 'somebody inside');
  await page.goto('/spaces?tab=old');
  await expect(page.getByText('Inga gamla möten.')).toBeVisible();
  await expectNoViolations(page, 'an empty tab');
  await page.getByRole('searchbox').fill('finns inte');
  await expect(button(page, 'Rensa sökningen')).toBeVisible();
  await expectNoViolations(page, 'nothing found');
  const dialog = await openNewSpace(page);
  await expect(dialog.getByLabel('Mötets namn')).toBeFocused();
  await dialog.getByText('Fler val').click();
  await dialog.getByLabel('Spara valen som mall').fill('Mall');
  await dialog.getByRole('button', { name: 'Spara mall' }).click();
  await expect(dialog.getByText('Mallen är sparad.')).toBeVisible();
  await expectNoViolations(page, 'a template is saved');
});
