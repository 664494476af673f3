// Measures the picture of somebody who signs over a narrow line, beside that of somebody who does not: pictures a second, and
// how far sound and picture are apart: `npm run bench:signs`. `--where up`: the line of those who send is narrow.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { redirectMedia } from '@distansmote/testkit/relay/redirectMedia.ts';
import { UdpRelay } from '@distansmote/testkit/relay/udpRelay.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { percentile } from '../join/statistics.ts';
import { countPictures, type Counted } from './countPictures.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    kbits: { type: 'string', default: '300' },
    loss: { type: 'string', default: '0.02' },
    /** Whose line is narrow: `down`, who looks on; `up`, who is looked at. */
    where: { type: 'string', default: 'down' },
  },
});
const DELAY_MS = 25;
/** Until the estimates of the bandwidth have found it. */
const SETTLE_MS = 20_000;
const FRAMES_PER_SECOND = 30;
/** EN 301 549, 6.5.3. */
const READABLE = 20;

const server = await ServerProcess.start({ settings: { MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1' } });
const relays: UdpRelay[] = [];
const browsers = await Promise.all(
  Array.from({ length: 3 }, () =>
    launchBrowser('chromium', { framesPerSecond: FRAMES_PER_SECOND }),
  ),
);

/** Each has a line of their own. */
async function enter(place: number, callId: string, isNarrow: boolean): Promise<Page> {
  const page = await browsers[place]?.newPage({ baseURL: server.url, locale: 'sv-SE' });
  if (page === undefined) throw new Error('no such browser');
  if (isNarrow) {
    const relay = await UdpRelay.start({
      target: server.mediaPort,
      delayMs: DELAY_MS,
      loss: Number(options.loss),
      bitsPerSecond: Number(options.kbits) * 1_000,
    });
    relays.push(relay);
    await page.addInitScript(redirectMedia, {
      mediaPort: server.mediaPort,
      relayPort: relay.port,
    });
  }
  await page.addInitScript(countPictures);
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(['Looker', 'Signer', 'Talker'][place] ?? '');
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  await page.locator('.room[aria-busy="false"]').waitFor();
  return page;
}

const { callId } = await server.createSpace('Tecken');
const isUp = options.where === 'up';
const looker = await enter(0, callId, !isUp);
const signer = await enter(1, callId, isUp);
await enter(2, callId, isUp);
await looker.getByRole('button', { name: 'Kameran är på' }).click();
await signer.getByRole('button', { name: 'Mer', exact: true }).click();
await signer.getByRole('button', { name: /^Jag tecknar/ }).click();
await looker.locator('[data-participant].is-speaking', { hasText: 'Signer' }).waitFor();
const trackOf = async (name: string) => {
  const video = looker.locator('[data-participant]', { hasText: name }).locator('video');
  return video.evaluate((one: HTMLVideoElement) => {
    const [track] = one.srcObject instanceof MediaStream ? one.srcObject.getVideoTracks() : [];
    return track?.id ?? '';
  });
};
const tracks = { signs: await trackOf('Signer'), talks: await trackOf('Talker') };
await pause(SETTLE_MS);

const look = () => looker.evaluate(() => window.countPictures());
const rates: Record<keyof typeof tracks, number[]> = { signs: [], talks: [] };
const heights: Record<keyof typeof tracks, number[]> = { signs: [], talks: [] };
const skews: number[] = [];
let before: Counted = await look();
for (let second = 0; second < Number(options.seconds); second += 1) {
  await pause(1_000);
  const now = await look();
  for (const who of ['signs', 'talks'] as const) {
    const [former, latter] = [before.pictures[tracks[who]], now.pictures[tracks[who]]];
    if (!former || !latter) continue;
    rates[who].push(((latter.decoded - former.decoded) / (now.atMs - before.atMs)) * 1_000);
    heights[who].push(latter.height);
  }
  const skew = now.pictures[tracks.signs]?.skewMs;
  if (skew !== undefined) skews.push(Math.abs(skew));
  before = now;
}
for (const who of ['signs', 'talks'] as const) {
  const readable = rates[who].filter((rate) => rate >= READABLE).length / rates[who].length;
  console.log(
    `${who}: ${percentile(rates[who], 0.5).toFixed(1)} pictures a second (5 %: ${percentile(rates[who], 0.05).toFixed(1)}), ` +
      `${(readable * 100).toFixed(0)} % of ${rates[who].length} seconds at ${READABLE} or more, ${percentile(heights[who], 0.5)} lines`,
  );
}
console.log(
  `sound and picture of who signs: ${percentile(skews, 0.5).toFixed(0)} ms apart (95 %: ${percentile(skews, 0.95).toFixed(0)} ms)`,
);
await Promise.all(browsers.map((browser) => browser.close()));
for (const relay of relays) relay.close();
await server.stop();
