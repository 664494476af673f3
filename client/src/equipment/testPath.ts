// Tests one path to the media server: sends media, receives it back, and measures.
import { pause } from '../platform/pause.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import type { Device } from 'mediasoup-client';
import { Receiving } from '../media/receiving.ts';
import { Sending } from '../media/sending.ts';
import type { SignallingClient } from '../platform/signallingClient.ts';
import { type Measured, measuredBetween, type Reading, readingOf } from './measured.ts';
import type { TestTracks } from './testTracks.ts';
import { onlyBy, type PathKind } from './mediaPaths.ts';

/** A path on which nothing has arrived by then is blocked. */
const COMES_WITHIN_MS = 10_000;
/** How long the bandwidth estimation of browser and server takes to ramp up. */
const RISES_MS = 5_000;
const MEASURES_MS = 4_000;
const POLL_INTERVAL_MS = 200;

interface TestPathDeps {
  device: Device;
  signalling: SignallingClient;
  tracks: TestTracks;
  opened: Reply<'openTest'>;
  isStopped(): boolean;
}

/**
 * @returns undefined if nothing gets through.
 * @throws RequestRefused, RequestUnanswered
 */
export async function testPath(way: PathKind, parts: TestPathDeps): Promise<Measured | undefined> {
  const { device, signalling, tracks, opened, isStopped } = parts;
  const { iceServers = [] } = opened;
  const listen = (direction: 'send' | 'receive') => ({
    connect: (
      dtlsParameters: Parameters<typeof signalling.send<'connectTransport'>>[1]['dtlsParameters'],
    ) => signalling.send('connectTransport', { direction, dtlsParameters }),
    connected: () => undefined,
    disconnected: () => undefined,
    // Browsers report failure later than the test waits.
    failed: () => undefined,
  });
  const sending = new Sending(
    device,
    onlyBy(way, opened.sendTransport, iceServers),
    listen('send'),
  );
  const receiving = new Receiving(
    device,
    onlyBy(way, opened.receiveTransport, iceServers),
    listen('receive'),
  );
  const read = async (): Promise<Reading> =>
    readingOf(await Promise.all([sending.stats(), receiving.stats()]), performance.now());

  async function comes(): Promise<boolean> {
    const until = performance.now() + COMES_WITHIN_MS;
    while (!isStopped() && performance.now() < until) {
      if ((await read()).received > 0) return true;
      await pause(POLL_INTERVAL_MS);
    }
    return false;
  }

  try {
    await sending.add('microphone', tracks.sound, false);
    await sending.add('camera', tracks.picture, false);
    const { tracks: back } = await signalling.request('sendTest', { tracks: sending.offers });
    await Promise.all(back.map((track) => receiving.add(track)));
    signalling.send('tracksReady', {
      tracks: back.map(({ participantId, source }) => ({ participantId, source })),
    });
    sending.resume();
    if (!(await comes())) return undefined;
    await pause(RISES_MS);
    const first = await read();
    await pause(MEASURES_MS);
    return measuredBetween(first, await read());
  } finally {
    sending.close();
    receiving.close();
    signalling.send('leave', {});
  }
}
