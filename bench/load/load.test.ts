// The load generator against the real server: everything sent arrives everywhere, without loss.
import { afterEach, expect, test } from 'vitest';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';
import { startTestServer, type TestServer } from '@distansmote/testkit/server/testServer.ts';
import { type Generator, startGenerator } from './generator.ts';
import type { ParticipantOptions } from './loadParticipant.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function start(): Promise<{ server: TestServer; generator: Generator; callId: string }> {
  const server = await startTestServer();
  stops.push(() => server.stop());
  const generator = startGenerator();
  stops.push(() => generator.stop());
  return { server, generator, callId: (await server.makeSpace()).callId };
}

const small = { width: 320, height: 180, bitsPerSecond: 100_000 };
const large = { width: 640, height: 360, bitsPerSecond: 400_000 };

test.each([
  ['in one layer', [large]],
  [
    'in two layers',
    [
      { rid: 'r0', ...small },
      { rid: 'r1', ...large },
    ],
  ],
])('two who send a camera %s and a microphone reach three, with no loss', async (_, layers) => {
  const { server, generator, callId } = await start();
  const options = (name: string): ParticipantOptions => ({
    server: { speaks: 'Socket.IO', port: server.port },
    callId,
    name,
    sends: {},
    receives: true,
    depth: 'media',
  });
  const sends = { microphone: { isSpeaking: true }, camera: { framesPerSecond: 25, layers } };
  const senders = ['Anna', 'Bo'].map((name) => ({ ...options(name), sends, receives: false }));
  await generator.enter(senders);
  await generator.enter(['Cia', 'Dag', 'Eva'].map(options));

  // Each of the three receives each of the four tracks, and keeps receiving.
  const heard = async (streams: number, packets: number) => {
    const { each } = await generator.count();
    return each.slice(2).filter((one) => one.streams >= streams && one.packetsReceived > packets);
  };
  await eventually(async () => (await heard(4, 200)).length, 3);
  const { counts } = await generator.count();
  expect(counts.packetsLost).toBe(0);
  expect(counts.keyFramesSent).toBeGreaterThanOrEqual(2);
});
