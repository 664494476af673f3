// The time from a telephone sending a packet to another one hearing it, measured with clicks.
import { setTimeout as pause } from 'node:timers/promises';
import { decodeG711 } from '../../server/src/sound/g711.ts';
import { parseRtp } from '../../server/src/rtp/rtpPacket.ts';
import type { Telephones } from './telephones.ts';

export interface Network {
  /** Each packet takes up to that much longer than the fastest. */
  jitterMs: number;
  /** The share of lost packets. */
  loss: number;
}

const FRAME_MS = 20;
const FRAME_SAMPLES = 160;
/** Packets from one click to the next. */
const CLICK_EVERY = 25;
const CLICK = 30_000;
/** After a mixer with gain control; always louder than the background. */
const HEARD = 4_000;
/** Until the jitter buffers have adapted. */
const SETTLE_MS = 3_000;

/**
 * Milliseconds for each click that was heard.
 * @param telephones two telephones: the first one speaks.
 */
export async function measureDelays(
  { phones }: Telephones,
  { jitterMs, loss }: Network,
  seconds: number,
): Promise<number[]> {
  const [speaker, listener] = phones;
  if (speaker === undefined || listener === undefined) throw new Error('two are needed');
  const delays: number[] = [];
  const started = performance.now();
  let clickedAt: number | undefined;
  listener.socket.on('message', (packet) => {
    const now = performance.now();
    const rtp = parseRtp(packet);
    if (rtp === undefined || clickedAt === undefined) return;
    const at = decodeG711('PCMA', rtp.payload).findIndex((sample) => sample > HEARD);
    if (at < 0) return;
    if (clickedAt - started > SETTLE_MS) delays.push(now + at / 8 - clickedAt);
    clickedAt = undefined;
  });
  let due = started;
  for (let count = 0; performance.now() - started < seconds * 1_000; count += 1) {
    const isClick = count % CLICK_EVERY === 0;
    const packet = speaker.packetOf(isClick ? click() : new Int16Array(FRAME_SAMPLES));
    const isLost = Math.random() < loss;
    if (isClick) clickedAt = isLost ? undefined : performance.now();
    if (!isLost) setTimeout(() => speaker.sendRaw(packet), Math.random() * jitterMs);
    due += FRAME_MS;
    await pause(Math.max(0, due - performance.now()));
  }
  // Packets in flight still arrive.
  await pause(jitterMs + FRAME_MS);
  return delays;
}

function click(): Int16Array {
  return new Int16Array(FRAME_SAMPLES).fill(CLICK, 0, 8);
}
