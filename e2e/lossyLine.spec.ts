// On a line that loses packets, 100 ms long each way: the sound goes on, and the picture comes again by itself.
import type { Page } from '@playwright/test';
import { mediaDetour } from '../bench/mediaDetour.ts';
import { startRelay } from '../bench/relay.ts';
import { expectSeesAndHears, received } from './support/mediaProof.ts';
import { connectByLink } from './support/meeting.ts';
import { speakIn, speech, whyNoSpeech } from './support/speech.ts';
import { expect, test as base } from './support/test.ts';
import { freePort, startTestServer } from './support/testServer.ts';

const DELAY_MS = 100;
/** The most that may be made up for what did not come, at each loss. */
const MOST_CONCEALED = { 5: 0.05, 10: 0.05, 20: 0.15 };
const LISTENS_MS = 10_000;

const test = base.extend<object, { mediaPort: number }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
  mediaPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  server: [
    async ({ mediaPort }, use) => {
      const settings = { MEDIA_PORT: String(mediaPort), MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1' };
      const server = await startTestServer(() => Promise.resolve(settings));
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

/** Of the sound that has been played, how much was made up (W3C webrtc-stats: concealedSamples, without silence). */
async function soundOf(page: Page): Promise<{ played: number; concealed: number }> {
  return page.evaluate(async () => {
    const total = { played: 0, concealed: 0 };
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await window.statsOf(connection)).values()) {
        const { type, kind, ...sound } = report as Record<string, string | number | undefined>;
        if (type !== 'inbound-rtp' || kind !== 'audio') continue;
        const {
          totalSamplesReceived = 0,
          concealedSamples = 0,
          silentConcealedSamples = 0,
        } = sound;
        total.played += Number(totalSamplesReceived);
        total.concealed += Number(concealedSamples) - Number(silentConcealedSamples);
      }
    }
    return total;
  });
}

const why = whyNoSpeech();
test.skip(why !== undefined, why);

for (const percent of [5, 10, 20] as const) {
  test(`${percent} % of the packets are lost each way`, async ({
    browserName,
    server,
    mediaPort,
    person,
  }) => {
    test.setTimeout(120_000);
    const relay = await startRelay({
      delayMs: DELAY_MS,
      loss: percent / 100,
      tcpTarget: 0,
      udpTarget: mediaPort,
      addresses: ['127.0.0.1'],
    });
    const { callId } = await server.createSpace('Dålig lina');
    const voice = await speech();
    const karin = await person({ browser: 'chromium', voice });
    const lars = await person({ voice });
    if (browserName === 'firefox') await speakIn(lars, voice);
    await lars.addInitScript(mediaDetour, { mediaPort, relayPort: relay.udpPort });
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    await expectSeesAndHears(karin, 'Lars');

    const pages = [karin, lars];
    const before = await Promise.all(pages.map(soundOf));
    let frames = await Promise.all(pages.map(received));
    for (let second = 0; second < LISTENS_MS; second += 5_000) {
      await lars.waitForTimeout(5_000);
      const now = await Promise.all(pages.map(received));
      for (const index of pages.keys())
        expect(now[index]?.framesDecoded).toBeGreaterThan(frames[index]?.framesDecoded ?? 0);
      frames = now;
    }
    const after = await Promise.all(pages.map(soundOf));
    for (const [index, name] of ['Karin', 'Lars'].entries()) {
      const played = (after[index]?.played ?? 0) - (before[index]?.played ?? 0);
      const concealed = (after[index]?.concealed ?? 0) - (before[index]?.concealed ?? 0);
      expect(played, name).toBeGreaterThan(0);
      expect(concealed / played, `${name}: concealed`).toBeLessThan(MOST_CONCEALED[percent]);
    }
    relay.close();
  });
}
