// The tile shows somebody's connection quality, even when nothing arrives from them any more.
import type { Page } from '@playwright/test';
import { connectByLink, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

/** Its connections end without a farewell, and it does nothing any more: as on a computer that was switched off. */
function switchOff(page: Page): void {
  // Unanswered, it stops the page.
  page.on('dialog', () => undefined);
  const stopped = page.evaluate(() => {
    for (const one of [...window.connections, ...window.sockets]) one.close();
    alert('');
  });
  stopped.catch(() => undefined);
}

test('nothing comes from a page any more, with a camera and without', async ({
  server,
  person,
}) => {
  const { callId } = await server.createSpace('Ingen kontakt');
  const karin = await person();
  const [lars, elsa] = [await person(), await person()];
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await connectByLink(elsa, callId, 'Elsa');
  await elsa.getByRole('button', { name: 'Kameran är på' }).click();
  await expect(tileOf(karin, 'Elsa').locator('video')).toHaveCount(0);
  const tiles = [tileOf(karin, 'Lars'), tileOf(karin, 'Elsa')];
  for (const page of [lars, elsa]) switchOff(page);
  for (const tile of tiles) {
    // The server waits for fifteen seconds, and two more.
    await expect(tile.getByText('Ingen kontakt')).toBeVisible({ timeout: 40_000 });
  }
});
