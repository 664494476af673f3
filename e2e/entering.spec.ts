// Between click and response: the room is drawn already, and a refusal leads back to the name.
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import {
  connectByLink,
  connectByName,
  countButton,
  leaveButton,
  tileOf,
} from './support/meeting.ts';
import { signIn } from './support/signIn.ts';
import { expect, test } from './support/test.ts';

/** Holds back everything the server sends, until the returned function is called. */
async function withholdable(page: Page): Promise<{ withhold(): void; handOver(): void }> {
  let held: (() => void)[] | undefined;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if (held === undefined) socket.send(message);
      else held.push(() => socket.send(message));
    });
  });
  return {
    withhold: () => (held = []),
    handOver() {
      for (const send of held ?? []) send();
      held = undefined;
    },
  };
}

/** Everything before the click. */
async function prepare(page: Page, callId: string, name: string): Promise<void> {
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await expect
    .poll(() =>
      page.evaluate(() => window.connections.some((one) => one.connectionState === 'connected')),
    )
    .toBe(true);
}

test('whoever is there has a place before the reply says who it is', async ({ server, person }) => {
  const { callId } = await server.createSpace('Platser');
  const lars = await person();
  await connectByLink(lars, callId, 'Lars');
  const karin = await person();
  const line = await withholdable(karin);
  await prepare(karin, callId, 'Karin');
  const received = () =>
    window.connections
      .flatMap((one) => one.getTransceivers())
      .filter(({ currentDirection }) => currentDirection === 'recvonly').length;
  await expect.poll(() => karin.evaluate(received), 'the tracks are prepared').toBeGreaterThan(1);
  line.withhold();
  await karin.getByRole('button', { name: 'Anslut' }).click();
  const places = karin.locator('[data-participant]:not([data-participant="me"])');
  await expect(places).toHaveCount(1);
  await expect(karin.getByText('Lars')).toHaveCount(0);
  await expectNoViolations(karin, 'a place without a name');
  const picture = await places.elementHandle();
  line.handOver();
  await expect(tileOf(karin, 'Lars')).toBeVisible();
  await expect(places).toHaveCount(1);
  expect(await picture?.evaluate((place) => place.isConnected), 'it is the same place').toBe(true);
});

test('a slow response is shown in the room, which can be left at once', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Långsamt');
  const karin = await person();
  const line = await withholdable(karin);
  await prepare(karin, callId, 'Karin');
  line.withhold();
  await karin.getByRole('button', { name: 'Anslut' }).click();
  await expect(karin.getByText('Ansluter …')).toBeVisible();
  await expect(karin.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(karin.getByRole('button', { name: 'Deltagare', exact: true })).toHaveText('…');
  await expect(karin.getByText('Du är ensam i mötet')).toHaveCount(0);
  await expectNoViolations(karin, 'entering slowly');
  line.handOver();
  await expect(countButton(karin, 1)).toBeVisible();
  await expect(karin.getByText('Ansluter …')).toHaveCount(0);
  await expect(karin.getByText('Du är ensam i mötet')).toBeVisible();

  await leaveButton(karin).click();
  await karin.getByRole('button', { name: 'Anslut igen' }).click();
  await prepare(karin, callId, 'Karin');
  line.withhold();
  await karin.getByRole('button', { name: 'Anslut' }).click();
  await leaveButton(karin).click();
  await expect(karin.getByText('Du har lämnat mötet')).toBeVisible();
  line.handOver();
  await expect(karin.getByText('Du har lämnat mötet')).toBeVisible();
});

test('a refusal at the last moment leads back to the name', async ({ server, person }) => {
  const { callId } = await server.createSpace('Just låst');
  const karin = await person();
  await signIn(karin);
  await karin.goto(`/meeting/${callId}`);
  await connectByName(karin, 'Karin');
  const lars = await person();
  await prepare(lars, callId, 'Lars');
  await countButton(karin, 1).click();
  await karin.getByRole('button', { name: 'Lås mötet' }).click();
  await lars.getByRole('button', { name: 'Anslut' }).click();
  await expect(lars.getByText('Mötet är låst')).toBeVisible();
  // A telephone is locked out too.
  await expect(lars.getByText(/Du kan också ringa/)).toHaveCount(0);
  await expect(lars.getByLabel('Namn', { exact: true })).toHaveValue('Lars');
  await expect(lars.locator('.room')).toHaveCount(0);
  await karin.getByRole('button', { name: 'Lås upp mötet' }).click();
  await connectByName(lars, 'Lars');
  await expect(countButton(karin, 2)).toBeVisible();
});
