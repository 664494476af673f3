// Leaves and rejoins, with microphone, camera and screen in every combination: no transport stays dead.
import { expect, type Page } from '@playwright/test';
import { received } from './mediaProof.ts';
import { connectByLink, countButton, expectInMeeting, leaveButton, tileOf } from './meeting.ts';
import type { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

const states = (page: Page) =>
  page.evaluate(() => window.connections.map((one) => one.connectionState));

/** Every live connection is connected, and frames arrive on the receiving one. */
async function expectAlive(page: Page, cycle: number): Promise<void> {
  const before = (await received(page)).framesDecoded;
  await expect
    .poll(async () => (await received(page)).framesDecoded, { message: `frames in cycle ${cycle}` })
    .toBeGreaterThan(before);
  expect(await states(page), `cycle ${cycle}`).not.toContain('failed');
}

/** As many cycles as there are combinations. */
export const ALL_MIXTURES = 6;

/** One stays, another leaves and joins `times` times; fails if a connection is dead or is not closed. */
export async function leaveAndJoin(
  cycles: number,
  server: ServerProcess,
  person: () => Promise<Page>,
): Promise<void> {
  const { callId } = await server.createSpace('Ut och in');
  const stays = await person();
  const comes = await person();
  await connectByLink(stays, callId, 'Karin');
  await connectByLink(comes, callId, 'Lars');

  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    await expect(countButton(stays, 2)).toBeVisible();
    const shares = cycle % 2 === 0;
    // Microphone off, camera off, both on; the screen every other time: every combination.
    if (cycle % 3 === 1) await comes.getByRole('button', { name: /^Mikrofon/ }).click();
    if (cycle % 3 === 2) await comes.getByRole('button', { name: /^Kamera/ }).click();
    if (shares) await comes.getByRole('button', { name: 'Dela skärm' }).click();
    if (shares) await expect(stays.locator('[data-screen-of] video')).toBeVisible();
    if (shares || cycle % 3 !== 2) await expectAlive(stays, cycle);
    await expectAlive(comes, cycle);
    await leaveButton(comes).click();
    await expect(countButton(stays, 1)).toBeVisible();
    await comes.getByRole('button', { name: 'Anslut igen' }).click();
    await comes.getByRole('button', { name: 'Anslut', exact: true }).click();
    await expectInMeeting(comes);
  }
  await expect(tileOf(stays, 'Lars').locator('video')).toBeVisible();
  await expectAlive(stays, cycles + 1);
  const live = (await states(stays)).filter((state) => state !== 'closed');
  expect(live, 'one to send and one to receive, as from the start').toEqual([
    'connected',
    'connected',
  ]);
}
