// On a lossy connection with 100 ms delay each way audio continues, and video recovers by itself.
import type { Page } from '@playwright/test';
import { redirectMedia } from '@distansmote/testkit/relay/redirectMedia.ts';
import { UdpRelay } from '@distansmote/testkit/relay/udpRelay.ts';
import { expectSeesAndHears } from '../support/mediaProof.ts';
import { connectByLink } from '../support/meeting.ts';
import { speakIn, speech, whyNoSpeech } from '../support/speech.ts';
import { expect, test as base } from '../support/test.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';

const DELAY_MS = 100;
/** The maximum share of concealed audio at each loss rate. */
const MAX_CONCEALED = { 5: 0.05, 10: 0.05, 20: 0.15 };
const LISTENS_MS = 8_000;

const test = base.extend<object, { mediaPort: number }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs off the pattern.
  mediaPort: [async ({}, use) => use(await freePort()), { scope: 'worker' }],
  server: [
    async ({ mediaPort }, use) => {
      const settings = { MEDIA_PORT: String(mediaPort), MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1' };
      const server = await ServerProcess.start({ settings });
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

interface Reading {
  frames: number;
  /** Audio samples, and how many of them were concealed (W3C webrtc-stats: concealedSamples, without silence). */
  played: number;
  concealed: number;
}

async function readingOf(page: Page): Promise<Reading> {
  return page.evaluate(async () => {
    const total = { frames: 0, played: 0, concealed: 0 };
    for (const connection of window.connections) {
      if (connection.connectionState === 'closed') continue;
      for (const report of (await window.statsOf(connection)).values()) {
        const one = report as Record<string, number | string | undefined>;
        if (one['type'] !== 'inbound-rtp') continue;
        const count = (field: string) => Number(one[field] ?? 0);
        total.frames += count('framesDecoded');
        total.played += count('totalSamplesReceived');
        total.concealed += count('concealedSamples') - count('silentConcealedSamples');
      }
    }
    return total;
  });
}

const why = whyNoSpeech();
test.skip(why !== undefined, why);

for (const percent of [5, 10, 20] as const) {
  test(`${percent} % packet loss in each direction`, async ({
    browserName,
    server,
    mediaPort,
    person,
  }) => {
    test.setTimeout(180_000);
    const relay = await UdpRelay.start({
      delayMs: DELAY_MS,
      loss: percent / 100,
      target: mediaPort,
    });
    const { callId } = await server.createSpace('Dålig lina');
    const voice = await speech();
    const karin = await person({ browser: 'chromium', voice });
    const lars = await person({ voice });
    if (browserName === 'firefox') await speakIn(lars, voice);
    await lars.addInitScript(redirectMedia, { mediaPort, relayPort: relay.port });
    await connectByLink(karin, callId, 'Karin');
    await connectByLink(lars, callId, 'Lars');
    await expectSeesAndHears(lars, 'Karin');
    await expectSeesAndHears(karin, 'Lars');

    // Repeated, since a busy machine loses audio as well.
    await expect(async () => {
      const before = await Promise.all([karin, lars].map(readingOf));
      await lars.waitForTimeout(LISTENS_MS);
      const after = await Promise.all([karin, lars].map(readingOf));
      for (const [index, name] of ['Karin', 'Lars'].entries()) {
        const grown = (field: keyof Reading) =>
          (after[index]?.[field] ?? 0) - (before[index]?.[field] ?? 0);
        expect(grown('frames'), `${name}: frames`).toBeGreaterThan(0);
        expect(grown('played'), `${name}: sound`).toBeGreaterThan(0);
        expect(grown('concealed') / grown('played'), `${name}: concealed`).toBeLessThan(
          MAX_CONCEALED[percent],
        );
      }
    }).toPass({ timeout: 6 * LISTENS_MS });
    relay.close();
  });
}
