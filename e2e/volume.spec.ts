// One person louder or quieter than the others.
import { hum } from '@distansmote/testkit/sound/hum.ts';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/expectNoViolations.ts';
import { connectByLink, countButton, tileOf } from './support/meeting.ts';
import { expect, test } from './support/test.ts';

test(
  'one person can be heard louder and quieter, for as long as the meeting goes on',
  { tag: '@chromium-only' },
  async ({ server, person }) => {
    const { callId } = await server.createSpace('Högre');
    const karin = await person();
    const lars = await person({ voice: await hum() });
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expect(countButton(karin, 2)).toBeVisible();
    const tile = tileOf(karin, 'Lars');
    await tile.hover();
    // As loud as the element plays it: Chromium gives the whole stream to whoever listens in.
    const volume = () =>
      karin.evaluate(() => document.querySelector<HTMLAudioElement>('audio')?.volume);
    await karin.getByRole('button', { name: 'Lägre: Lars' }).click();
    await expect.poll(volume).toBe(0.7);
    await expect(tile.getByText('Ljud 70 %')).toBeVisible();

    for (let step = 0; step < 3; step += 1)
      await karin.getByRole('button', { name: 'Högre: Lars' }).click();
    await expect(tile.getByText('Ljud 200 %')).toBeVisible();
    await expect.poll(volume).toBe(1);
    await expect.poll(() => gain(karin)).toBeGreaterThan(1.6);
    await expectNoViolations(karin, 'louder');

    // A new connection has new tracks.
    await karin.evaluate(() => {
      for (const socket of window.sockets) socket.close();
    });
    await expect(tile.getByText('Ljud 200 %')).toBeVisible();
    await expect.poll(() => gain(karin)).toBeGreaterThan(1.6);
    await tile.hover();
    for (let step = 0; step < 2; step += 1)
      await karin.getByRole('button', { name: 'Lägre: Lars' }).click();
    await expect.poll(() => gain(karin)).toBeLessThan(1.3);
  },
);

/** How much louder what the first audio element gets to play is than what arrives. */
function gain(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const played = document.querySelector<HTMLAudioElement>('audio')?.srcObject;
    const arrives = window.connections
      .flatMap((connection) => connection.getReceivers())
      .map(({ track }) => track)
      .filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')
      .map((track) => new MediaStream([track]));
    if (!(played instanceof MediaStream)) return NaN;
    const context = new AudioContext();
    const analysers = [played, ...arrives].map((stream) => {
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(stream).connect(analyser);
      return analyser;
    });
    await context.resume();
    const energies: number[] = analysers.map(() => 0);
    for (let times = 0; times < 20; times += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      for (const [index, analyser] of analysers.entries()) {
        const samples = new Float32Array(analyser.fftSize);
        analyser.getFloatTimeDomainData(samples);
        energies[index] = samples.reduce((sum, one) => sum + one * one, energies[index] ?? 0);
      }
    }
    await context.close();
    const [heard = 0, ...arrived] = energies;
    // Only one of them sounds: there is one other person.
    return Math.sqrt(heard / Math.max(...arrived));
  });
}
