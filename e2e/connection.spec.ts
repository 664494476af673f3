// The tile shows somebody's connection quality, even when nothing arrives from them any more.
import { connectByLink, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

// In Firefox a single page cannot be crashed; the quality comes from the server anyway.
test('a page crashes, with a camera and without', async ({ server, person }) => {
  const { callId } = await server.createSpace('Ingen kontakt');
  const karin = await person();
  const [lars, elsa] = [await person(), await person()];
  await connectByLink(karin, callId, 'Karin');
  await connectByLink(lars, callId, 'Lars');
  await connectByLink(elsa, callId, 'Elsa');
  await elsa.getByRole('button', { name: 'Kameran är på' }).click();
  await expect(tileOf(karin, 'Elsa').locator('video')).toHaveCount(0);
  const tiles = [tileOf(karin, 'Lars'), tileOf(karin, 'Elsa')];
  for (const page of [lars, elsa]) await page.goto('chrome://crash').catch(() => undefined);
  for (const tile of tiles) {
    // The server waits for fifteen seconds, and two more.
    await expect(tile.getByText('Ingen kontakt')).toBeVisible({ timeout: 40_000 });
  }
});
