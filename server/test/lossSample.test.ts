// The loss that a real worker reports when packets are really dropped, on the way to it and from it.
import { createWorker, type types } from 'mediasoup';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { mediaCodecs } from '../src/media/codecs.ts';
import { sampleLoss, type StreamLoss } from '../src/media/lossSample.ts';
import {
  halfLost,
  openTestSocket,
  openTestTransport,
  TEST_SSRC,
  testRtp,
  vp8,
} from '@distansmote/testkit/media/testStream.ts';
import { WorkerInventory } from '../src/media/workerInventory.ts';

const PATIENCE = { timeout: 20_000, interval: 100 };

let worker: types.Worker;
let inventory: WorkerInventory;
let router: types.Router;
beforeAll(async () => {
  worker = await createWorker({ logLevel: 'none' });
  inventory = new WorkerInventory(worker);
  router = await worker.createRouter({ mediaCodecs });
});
afterAll(() => worker.close());

test('it reports the loss of every second packet, and nothing for a paused or ended track', async () => {
  const [sending, receiving] = await Promise.all([openTestSocket(), openTestSocket()]);
  const receive = await openTestTransport(router);
  // Comedia learns the address from the first packet that comes from there.
  receiving.send(halfLost(1), receive.tuple.localPort, '127.0.0.1');
  const send = await openTestTransport(router);
  const producer = await send.produce(vp8(TEST_SSRC));
  const consumer = await receive.consume({
    producerId: producer.id,
    rtpCapabilities: router.rtpCapabilities,
  });
  expect(inventory.counts).toEqual({ routers: 1, transports: 2, producers: 1, consumers: 1 });
  // Pipe producers and consumers are tracked, but not queried.
  const other = await createWorker({ logLevel: 'none' });
  onTestFinished(() => other.close());
  const otherInventory = new WorkerInventory(other);
  const { pipeConsumer, pipeProducer } = await router.pipeToRouter({
    producerId: producer.id,
    router: await other.createRouter({ mediaCodecs }),
  });
  expect(inventory.counts).toEqual({ routers: 1, transports: 3, producers: 1, consumers: 2 });
  expect(otherInventory.counts).toEqual({ routers: 1, transports: 1, producers: 1, consumers: 0 });

  let sequence = 0;
  const flow = setInterval(() => {
    sequence += 2;
    sending.send(testRtp(sequence), send.tuple.localPort, '127.0.0.1');
    const [encoding] = consumer.rtpParameters.encodings ?? [];
    receiving.send(halfLost(encoding?.ssrc ?? 0), receive.tuple.localPort, '127.0.0.1');
  }, 10);
  try {
    await vi.waitFor(async () => {
      const [handedOn] = (await pipeConsumer?.getStats()) ?? [];
      expect(handedOn?.bitrate).toBeGreaterThan(0);
    }, PATIENCE);
    const found = await vi.waitFor(async () => {
      const sample = await sampleLoss([inventory, otherInventory], 10);
      expect(sample.map(({ direction }) => direction).sort()).toEqual(['received', 'sent']);
      expect(lossOf(sample, 'received')).toBeGreaterThan(0);
      return sample;
    }, PATIENCE);
    expect(found.map(({ kind }) => kind)).toEqual(['video', 'video']);
    expect(lossOf(found, 'received')).toBeGreaterThan(0.4);
    expect(lossOf(found, 'received')).toBeLessThan(0.6);
    expect(lossOf(found, 'sent')).toBe(0.5);

    await consumer.pause();
    expect((await sampleLoss([inventory], 10)).map(({ direction }) => direction)).toEqual([
      'received',
    ]);
    await producer.pause();
    expect(await sampleLoss([inventory], 10)).toEqual([]);
    await vi.waitFor(() => expect(pipeProducer?.paused).toBe(true), PATIENCE);
    await producer.resume();
    // mediasoup notifies the other worker of both events, and ignores them if it is gone by then.
    await vi.waitFor(() => expect(pipeProducer?.paused).toBe(false), PATIENCE);
    const asked = sampleLoss([inventory], 10);
    send.close();
    // Closed during the query: left out, without an error.
    expect((await asked).length).toBeLessThanOrEqual(1);
    other.close();
    expect(otherInventory.counts).toEqual({
      routers: 0,
      transports: 0,
      producers: 0,
      consumers: 0,
    });
    // The worker reports the consumer's end a moment later.
    await vi.waitFor(
      () =>
        expect(inventory.counts).toEqual({ routers: 1, transports: 1, producers: 0, consumers: 0 }),
      PATIENCE,
    );
    receive.close();
  } finally {
    clearInterval(flow);
    sending.close();
    receiving.close();
  }
});

const lossOf = (sample: StreamLoss[], direction: StreamLoss['direction']) =>
  sample.find((one) => one.direction === direction)?.lostFraction;

test('a sample queries no more tracks than allowed, and not always the same ones', async () => {
  const transport = await openTestTransport(router);
  const asked: string[] = [];
  for (let ssrc = 1; ssrc <= 50; ssrc += 1) {
    const producer = await transport.produce(vp8(ssrc));
    const { getStats } = producer;
    producer.getStats = () => {
      asked.push(producer.id);
      return getStats.call(producer);
    };
  }
  for (let round = 0; round < 100; round += 1) {
    const before = asked.length;
    await sampleLoss([inventory], 10);
    expect(new Set(asked.slice(before)).size).toBe(10);
    expect(asked.length - before).toBe(10);
  }
  // The probability that one of fifty is left out a hundred times by chance is 1e-8.
  expect(new Set(asked).size).toBe(50);
  transport.close();
});
