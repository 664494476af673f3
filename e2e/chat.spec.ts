// Chat with one person and with everybody: what arrives, what is shown of it, and who never receives it.
import type { Page } from '@playwright/test';
import { connectByLink, countButton, expectInMeeting, leaveButton } from './support/meeting.ts';
import { comes, holdWire } from './support/tell.ts';
import { expect, test } from './support/test.ts';

const field = (page: Page) => page.getByLabel('Ditt meddelande');
const log = (page: Page) => page.getByRole('log');

async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /deltagare$/ }).click();
  await page
    .getByRole('region', { name: 'Deltagare' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  await expect(field(page)).toBeVisible();
}

test('a private message, its reply, and a third person who receives neither', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Chatt');
  const karin = await person();
  const lars = await person({ browser: 'chromium' });
  const elsa = await person({ browser: 'chromium' });
  const heardByElsa: string[] = [];
  elsa.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heardByElsa.push(String(payload)));
  });
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await connectByLink(elsa, callId, 'Elsa');
  await expect(countButton(karin, 3)).toBeVisible();

  await openConversation(karin, 'Lars');
  await field(karin).fill('Hemligt <b>ord</b> på\nhttps://www.1177.se/Kalmar.');
  await field(karin).press('Enter');
  await expect(log(karin)).toContainText('Hemligt <b>ord</b> på');
  await expect(log(karin)).toContainText('Levererat');
  await expect(field(karin)).toHaveValue('');
  await expect(field(karin)).toBeFocused();

  // Announced and counted, without taking the focus.
  await expect(lars.getByRole('button', { name: /^Chatt\W+1 oläst/ })).toBeVisible();
  await expect(
    lars.locator('.toast', { hasText: 'Nytt meddelande till dig från Karin' }),
  ).toHaveCount(1);
  await openConversation(lars, 'Karin');
  await expect(log(lars)).toContainText('Hemligt <b>ord</b> på');
  await expect(log(lars).locator('b')).toHaveCount(0);
  await expect(log(lars).getByRole('link')).toHaveAttribute('href', 'https://www.1177.se/Kalmar');
  await expect(lars.getByRole('button', { name: 'Chatt', exact: true })).toBeVisible();
  await field(lars).fill('rad ett');
  await field(lars).press('Shift+Enter');
  await field(lars).pressSequentially('rad två');
  await expect(field(lars)).toHaveValue('rad ett\nrad två');
  await lars.getByRole('button', { name: 'Skicka', exact: true }).click();
  await expect(log(karin)).toContainText('rad ett');

  // A message to everybody shows that Elsa's socket traffic is really read.
  await elsa.getByRole('button', { name: 'Chatt', exact: true }).click();
  await field(elsa).fill('Hej alla');
  await field(elsa).press('Enter');
  await expect(log(elsa)).toContainText('Hej alla');
  await expect.poll(() => heardByElsa.length).toBeGreaterThan(0);
  expect(heardByElsa.join('\n')).not.toContain('Hemligt');
  expect(heardByElsa.join('\n')).not.toContain('rad ett');
  expect(await elsa.content()).not.toContain('Hemligt');
});

test(
  'a long name leaves room for closing the chat and for sending',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Långt namn');
    const karin = await person();
    await holdWire(karin);
    await connectByLink(karin, callId, 'Karin');
    await comes(karin, 'Alexandra Margareta von Schwerin-Hohenstaufen');
    await openConversation(karin, 'Alexandra');
    const panel = await karin.locator('.panel').boundingBox();
    for (const name of ['Stäng', 'Skicka']) {
      const button = await karin.getByRole('button', { name, exact: true }).boundingBox();
      expect((button?.x ?? 0) + (button?.width ?? 0), name).toBeLessThanOrEqual(
        (panel?.x ?? 0) + (panel?.width ?? 0),
      );
    }
  },
);

test(
  'somebody who joins late reads the earlier messages; somebody who leaves and returns continues',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Sen');
    const karin = await person();
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await karin.getByRole('button', { name: 'Chatt', exact: true }).click();
    await field(karin).fill('Välkomna');
    await field(karin).press('Enter');
    await expect(lars.getByRole('button', { name: /^Chatt\W+1 oläst/ })).toBeVisible();
    await karin.getByRole('button', { name: 'Stäng', exact: true }).click();
    await openConversation(karin, 'Lars');
    await field(karin).fill('Ett till dig');
    await field(karin).press('Enter');
    await expect(log(karin)).toContainText('Levererat');

    const elsa = await person();
    await connectByLink(elsa, callId, 'Elsa');
    await elsa.getByRole('button', { name: 'Chatt', exact: true }).click();
    await expect(log(elsa)).toContainText('Välkomna');
    await expect(log(elsa)).not.toContainText('Ett till dig');

    await leaveButton(lars).click();
    await expect(karin.getByText('Ni kan fortsätta om Lars kommer tillbaka.')).toBeVisible();
    await expect(log(karin)).toContainText('Ett till dig');
    await lars.getByRole('button', { name: 'Anslut igen' }).click();
    await lars.getByRole('button', { name: 'Anslut', exact: true }).click();
    await expectInMeeting(lars);
    await openConversation(lars, 'Karin');
    await expect(log(lars)).toContainText('Ett till dig');
    await field(karin).fill('Där är du ju');
    await field(karin).press('Enter');
    await expect(log(lars)).toContainText('Där är du ju');
  },
);

test(
  'a message that could not be sent says so, and is sent again once',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Igen');
    const karin = await person();
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await karin.getByRole('button', { name: 'Chatt', exact: true }).click();
    // Offline for longer than the request timeout.
    await karin.context().setOffline(true);
    await karin.evaluate(() => {
      for (const socket of window.sockets) socket.close();
    });
    await field(karin).fill('Kommer detta fram?');
    await field(karin).press('Enter');
    await expect(karin.getByText('Kunde inte skickas.')).toBeVisible();
    await expect(log(karin)).toContainText('Kommer detta fram?');
    await karin.context().setOffline(false);
    await expect(async () => {
      await karin.getByRole('button', { name: 'Skicka igen' }).click({ timeout: 2_000 });
      await expect(karin.getByText('Skickas …')).toHaveCount(0, { timeout: 12_000 });
      await expect(karin.getByText('Kunde inte skickas.')).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    await lars.getByRole('button', { name: /^Chatt/ }).click();
    await expect(log(lars).getByText('Kommer detta fram?')).toHaveCount(1);
  },
);

test(
  'limits are announced before they are reached',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Gränser');
    const karin = await person();
    await connectByLink(karin, callId, 'Karin');
    await karin.getByRole('button', { name: 'Chatt', exact: true }).click();
    await field(karin).fill('x'.repeat(3_990));
    await expect(karin.getByText('10 tecken kvar')).toBeVisible();
    await field(karin).fill('');
    for (let count = 1; count <= 10; count += 1) {
      await field(karin).fill(`nummer ${count}`);
      await field(karin).press('Enter');
    }
    await expect(karin.getByText('Det skrivs mycket i chatten just nu')).toBeVisible();
    await field(karin).fill('ett till');
    await field(karin).press('Enter');
    await expect(field(karin), 'what was written stays').toHaveValue('ett till');
    await expect(karin.getByText('Kunde inte skickas.')).toHaveCount(0);
    await expect(karin.getByText('Enter skickar')).toBeVisible();
    await field(karin).press('Enter');
    await expect(log(karin)).toContainText('ett till');
  },
);

test(
  'on a phone a message in another conversation is told on the way back',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Två samtal');
    const karin = await person();
    const elsa = await person({ viewport: { width: 390, height: 844 } });
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(elsa, callId, 'Elsa');
    await elsa.getByRole('button', { name: /^Chatt/ }).click();
    await openConversation(karin, 'Elsa');
    await field(karin).fill('Bara till dig');
    await field(karin).press('Enter');
    const back = elsa.getByRole('button', { name: 'Till deltagarna, 1 oläst' });
    await expect(back.getByText('1')).toBeInViewport({ ratio: 1 });
    await back.click();
    const people = elsa.getByRole('region', { name: 'Deltagare' });
    await expect(people.getByRole('button', { name: /^Karin/ })).toContainText('1 oläst');
  },
);

test(
  'a long chat scrolls by itself, and not the room around it',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Långt samtal');
    const karin = await person({ viewport: { width: 1000, height: 520 } });
    await connectByLink(karin, callId, 'Karin');
    await karin.getByRole('button', { name: 'Chatt', exact: true }).click();
    for (let count = 1; count <= 4; count += 1) {
      await field(karin).fill(Array.from({ length: 12 }, (_, line) => `rad ${line}`).join('\n'));
      await field(karin).press('Enter');
      await expect(log(karin).getByText('rad 11')).toHaveCount(count);
    }
    const hiddenPx = (selector: string) =>
      karin
        .locator(selector)
        .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    expect(await hiddenPx('.conversation-log')).toBeGreaterThan(0);
    expect(await hiddenPx('.room')).toBe(0);
  },
);
