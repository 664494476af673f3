// Measures the mouth-to-ear delay between a telephone and a browser, both ways, compared with two browsers: `npm run
// bench:phone-browser`.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from '@distansmote/testkit/browser/launchBrowser.ts';
import { ServerProcess } from '@distansmote/testkit/server/serverProcess.ts';
import { freePort } from '@distansmote/testkit/network/ports.ts';
import { decodeG711 } from '../../server/src/sound/g711.ts';
import { isRtcp, parseRtp } from '../../server/src/rtp/rtpPacket.ts';
import { median, percentile } from '../join/statistics.ts';
import { tone } from '@distansmote/testkit/sound/tones.ts';
import { SipPhone } from '@distansmote/testkit/telephone/sipPhone.ts';
import { SoundPhone } from '@distansmote/testkit/telephone/soundPhone.ts';
import { VirtualPhone } from '@distansmote/testkit/telephone/virtualPhone.ts';
import { earAndMouth } from './earAndMouth.ts';
import { trunkSettings } from '@distansmote/testkit/telephone/trunkSettings.ts';

const { values: options } = parseArgs({ options: { tones: { type: 'string', default: '60' } } });
const tones = Number(options.tones);

const FRAME_MS = 20;
const FRAME_SAMPLES = 160;
/** The levels of a packet with a tone, and of a tone as received, after a mixer with gain control. */
const LOUD = 20_000;
const HUM = 60;
const HEARD = 5_000;
const THRESHOLD = 0.12;
const EVERY_MS = 500;
/** Until jitter buffers have adapted, and the IVR has finished its prompts. */
const SETTLE_MS = 15_000;
const LOST_AFTER_MS = 400;

interface Link {
  /** Each packet, both ways, takes up to that much longer than the fastest. */
  jitterMs: number;
  /** The share of lost packets. */
  loss: number;
}

const sipPort = await freePort();
const server = await ServerProcess.start({
  settings: {
    ...trunkSettings(sipPort),
    MEDIA_ANNOUNCED_ADDRESS: '127.0.0.1',
  },
});
const browsers = [await launchBrowser('chromium'), await launchBrowser('chromium')];

async function enter(place: number, callId: string): Promise<Page> {
  const context = await browsers[place]?.newContext({
    baseURL: server.url,
    locale: 'sv-SE',
    // The page's own policy would block our worklet.
    bypassCSP: true,
  });
  if (context === undefined) throw new Error('no such browser');
  await context.addInitScript(earAndMouth, { threshold: THRESHOLD });
  const page = await context.newPage();
  await page.goto(`/meeting/${callId}`);
  await page.getByLabel('Namn', { exact: true }).fill(`Bench ${place}`);
  await page.getByRole('button', { name: 'Anslut', exact: true }).click();
  await page.locator('.room[aria-busy="false"]').waitFor();
  // Video would be encoded on the cores that the audio needs.
  await page.getByRole('button', { name: 'Kameran är på' }).click();
  return page;
}

/** In milliseconds since 1970, as the pages count. */
const now = () => performance.timeOrigin + performance.now();

/** The telephone's end of a line with jitter and loss. */
function phoneEnds(sound: SoundPhone, { jitterMs, loss }: Link) {
  /** Called when the first sample of a tone leaves; undefined while there is none to send. */
  let toSay: ((at: number) => void) | undefined;
  let heardAt = 0;
  const over = new AbortController();
  const carry = (work: () => void) => {
    if (Math.random() >= loss) setTimeout(work, Math.random() * jitterMs);
  };
  sound.socket.on('message', (bytes: Buffer) => {
    if (isRtcp(bytes)) return;
    // Sent without a network, so its delay is added here.
    const arrived = now();
    carry(() => {
      const rtp = parseRtp(bytes);
      if (rtp === undefined) return;
      const at = decodeG711('PCMA', rtp.payload).findIndex((one) => Math.abs(one) > HEARD);
      if (at >= 0 && arrived - heardAt > 200) heardAt = now() + at / 8;
    });
  });
  void (async () => {
    let due = performance.now();
    while (!over.signal.aborted) {
      const volume = toSay === undefined ? HUM : LOUD;
      const frame = tone(1_000, FRAME_SAMPLES, volume);
      // The first of its samples is as old as a packet is long.
      toSay?.(now() - FRAME_MS);
      toSay = undefined;
      const packet = sound.packetOf(frame);
      carry(() => sound.sendRaw(packet));
      due += FRAME_MS;
      await pause(Math.max(0, due - performance.now()));
    }
  })();
  return {
    say: () => new Promise<number>((resolve) => (toSay = resolve)),
    heardAt: () => Promise.resolve(heardAt),
    stop: () => over.abort(),
  };
}

interface End {
  say(): Promise<number>;
  heardAt(): Promise<number>;
}

const pageEnd = (page: Page): End => ({
  say: () => page.evaluate(() => window.say()),
  heardAt: () => page.evaluate(() => window.heardAt),
});

async function measure(from: End, to: End): Promise<number[]> {
  const delays: number[] = [];
  for (let count = 0; count < tones; count += 1) {
    const before = await to.heardAt();
    const saidAt = await from.say();
    await pause(LOST_AFTER_MS);
    const heardAt = await to.heardAt();
    // Tones that were lost on the way, or masked by the loss of another, have no delay.
    if (heardAt > before && heardAt > saidAt && heardAt < saidAt + LOST_AFTER_MS)
      delays.push(heardAt - saidAt);
    await pause(EVERY_MS - LOST_AFTER_MS + Math.random() * FRAME_MS);
  }
  return delays;
}

const row = (name: string, delays: number[]) =>
  console.log(
    `| ${name} | ${median(delays).toFixed(0)} | ${percentile(delays, 0.95).toFixed(0)} | ${delays.length} |`,
  );

try {
  console.log('| mouth to ear, ms | median | 95 % | heard |\n|---|---|---|---|');
  const baseline = await server.createSpace('Baseline');
  const [one, other] = [await enter(0, baseline.callId), await enter(1, baseline.callId)];
  await pause(SETTLE_MS);
  row('browser → browser', await measure(pageEnd(one), pageEnd(other)));
  await other.context().close();
  await one.context().close();
  for (const [name, link] of [
    ['clean', { jitterMs: 0, loss: 0 }],
    ['40 ms of jitter, 3 % loss', { jitterMs: 40, loss: 0.03 }],
  ] as const) {
    const { callId } = await server.createSpace(name);
    const page = await enter(0, callId);
    const sound = await SoundPhone.open();
    const phone = await VirtualPhone.call(await SipPhone.udp(sipPort), { sound });
    await sound.keyAll(callId);
    const ends = phoneEnds(sound, link);
    await pause(SETTLE_MS);
    const there = await measure(ends, pageEnd(page));
    const back = await measure(pageEnd(page), ends);
    row(`telephone → browser, ${name}`, there);
    row(`browser → telephone, ${name}`, back);
    row(
      `round trip, ${name}`,
      there.map((delay, at) => delay + (back[at] ?? Number.NaN)),
    );
    ends.stop();
    await phone.hangUp();
    phone.close();
    await page.context().close();
  }
} finally {
  for (const browser of browsers) await browser.close();
  await server.stop();
}
