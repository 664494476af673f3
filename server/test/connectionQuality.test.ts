// Connection quality, measured with real packet loss at a real worker.
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import { createWorker, type types } from 'mediasoup';
import { afterAll, beforeAll, expect, test, type TestContext, vi } from 'vitest';
import { mediaCodecs } from '../src/media/codecs.ts';
import { ConnectionQualityMonitor } from '../src/media/connectionQuality.ts';
import {
  openTestSocket,
  openTestTransport,
  senderReport,
  TEST_SSRC,
  testRtp,
  vp8,
} from '@distansmote/testkit/media/testStream.ts';

/** A worker scores a stream about every two seconds. */
const PATIENCE = { timeout: 30_000, interval: 100 };
const OTHER_SSRC = TEST_SSRC + 1;
const TIMEOUT_MS = 60_000;

let worker: types.Worker;
let router: types.Router;
beforeAll(async () => {
  worker = await createWorker({ logLevel: 'none' });
  router = await worker.createRouter({ mediaCodecs });
});
afterAll(() => worker.close());

/** A track being sent; `flow.arrives` decides which packets get through. */
async function startStream({ onTestFinished }: TestContext) {
  const socket = await openTestSocket();
  const transport = await openTestTransport(router);
  // A simulcast camera: a worker soon notices when one of several layers is missing.
  const producer = await transport.produce(vp8(TEST_SSRC, OTHER_SSRC));
  const flow = { arrives: (_sequence: number) => true };
  let sequence = 0;
  const timer = setInterval(() => {
    sequence += 1;
    const packets = [TEST_SSRC, OTHER_SSRC].flatMap((ssrc) => [
      ...(flow.arrives(sequence) ? [testRtp(sequence, ssrc)] : []),
      ...(sequence % 40 === 0 ? [senderReport(ssrc)] : []),
    ]);
    for (const packet of packets) socket.send(packet, transport.tuple.localPort, '127.0.0.1');
  }, 5);
  onTestFinished(() => {
    clearInterval(timer);
    socket.close();
    transport.close();
  });
  const reported: ConnectionQuality[] = [];
  const monitor = new ConnectionQualityMonitor((quality) => reported.push(quality));
  onTestFinished(() => monitor.close());
  monitor.watchProducer(producer);
  return { flow, producer, reported, monitor };
}

/** A stream is scored from its first packets on. */
const hasCome = (producer: types.Producer) =>
  vi.waitFor(() => expect(producer.score.map(({ score }) => score)).toEqual([10, 10]), PATIENCE);

test.concurrent(
  'good until packets are lost, then poor, then lost, and good again when they arrive',
  { timeout: TIMEOUT_MS },
  async (context) => {
    const { flow, reported, monitor } = await startStream(context);
    expect(monitor.quality).toBe('good');
    flow.arrives = (sequence) => sequence % 5 !== 0;
    await vi.waitFor(() => expect(monitor.quality).toBe('poor'), PATIENCE);
    flow.arrives = () => false;
    await vi.waitFor(() => expect(monitor.quality).toBe('lost'), PATIENCE);
    flow.arrives = () => true;
    await vi.waitFor(() => expect(monitor.quality).toBe('good'), PATIENCE);
    expect(reported.slice(0, 2)).toEqual(['poor', 'lost']);
    expect(reported.at(-1)).toBe('good');
  },
);

test.concurrent(
  'a paused or ended track says nothing about the network',
  { timeout: TIMEOUT_MS },
  async (context) => {
    const { flow, producer, monitor } = await startStream(context);
    await hasCome(producer);
    flow.arrives = () => false;
    await vi.waitFor(() => expect(monitor.quality).toBe('lost'), PATIENCE);
    await producer.pause();
    await vi.waitFor(() => expect(monitor.quality).toBe('good'), PATIENCE);
  },
);

test.concurrent('it reports nothing after close', { timeout: TIMEOUT_MS }, async (context) => {
  const { flow, reported, monitor, producer } = await startStream(context);
  await hasCome(producer);
  flow.arrives = () => false;
  monitor.close();
  await vi.waitFor(
    () => expect(producer.score.map(({ score }) => score)).toEqual([0, 0]),
    PATIENCE,
  );
  expect(reported).toEqual([]);
});
