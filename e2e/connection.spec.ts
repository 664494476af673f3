// How well somebody's network works stands on the tile, also when nothing comes from them any more.
import { connectByLink, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

for (const isCameraOn of [true, false]) {
  // In Firefox no page dies alone; what is told comes from the server all the same.
  test(`the page dies, ${isCameraOn ? 'with' : 'without'} a camera @chromium-only`, async ({
    server,
    person,
  }) => {
    const { callId } = await server.createSpace('Ingen kontakt');
    const karin = await person();
    const lars = await person();
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    const tile = tileOf(karin, 'Lars');
    if (!isCameraOn) {
      await lars.getByRole('button', { name: 'Kameran är på' }).click();
      await expect(tile.locator('video')).toHaveCount(0);
    }
    await expect(tile.getByText('God uppkoppling')).toBeAttached();
    await lars.goto('chrome://crash').catch(() => undefined);
    // The server waits for fifteen seconds, and two more.
    await expect(tile.getByText('Ingen kontakt just nu')).toBeVisible({ timeout: 40_000 });
  });
}
