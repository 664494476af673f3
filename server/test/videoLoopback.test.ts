// The VP8 of a room through a real router: layers of constant SSRC in, one stream out, and key frames asked for.
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createWorker, type types } from 'mediasoup';
import { afterEach, expect, test } from 'vitest';
import { mediaCodecs } from '../src/media/codecs.ts';
import { readKeyFrameRequests } from '../src/rtp/rtcp.ts';
import { isRtcp, parseRtp } from '../src/rtp/rtpPacket.ts';
import { Vp8Receiver } from '../src/rtp/vp8/vp8Receiver.ts';
import { Vp8Sender } from '../src/rtp/vp8/vp8Sender.ts';
import { openTestTransport } from '@distansmote/testkit/media/testStream.ts';
import { eventually } from '@distansmote/testkit/waiting/eventually.ts';

const LAYERS = [
  { ssrc: 101, bytes: 600 },
  { ssrc: 102, bytes: 3_000 },
];
const FRAME_MS = 40;

const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

/** A socket of ours and the router's transport that knows it. */
async function connected(
  router: types.Router,
): Promise<{ socket: Socket; port: number; transport: types.PlainTransport }> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const transport = await openTestTransport(router);
  open.push(socket);
  return { socket, transport, port: transport.tuple.localPort };
}

test('a room’s layers reach a consumer, are switched without a mixture, and key frames are asked for', async () => {
  const worker = await createWorker({ logLevel: 'none' });
  open.push(worker);
  const router = await worker.createRouter({ mediaCodecs });
  const up = await connected(router);
  const down = await connected(router);
  const codec = router.rtpCapabilities.codecs?.find(({ mimeType }) => mimeType === 'video/VP8');
  const payloadType = codec?.preferredPayloadType ?? expect.fail('no VP8');
  const producer = await up.transport.produce({
    kind: 'video',
    rtpParameters: {
      codecs: [
        {
          mimeType: 'video/VP8',
          payloadType,
          clockRate: 90_000,
          rtcpFeedback: [
            { type: 'nack', parameter: 'pli' },
            { type: 'ccm', parameter: 'fir' },
          ],
        },
      ],
      encodings: LAYERS.map(({ ssrc }) => ({ ssrc })),
      rtcp: { cname: 'room' },
    },
  });
  const senders = LAYERS.map(({ ssrc }) => new Vp8Sender({ ssrc, payloadType, cname: 'room' }));
  const wanted = new Set<number>();
  const asked: number[] = [];
  up.socket.on('message', (packet) => {
    for (const ssrc of readKeyFrameRequests(packet)) {
      wanted.add(ssrc);
      asked.push(ssrc);
    }
  });

  const consumer = await down.transport.consume({
    producerId: producer.id,
    rtpCapabilities: router.rtpCapabilities,
    paused: true,
  });
  const [encoding] = consumer.rtpParameters.encodings ?? [];
  const [its] = consumer.rtpParameters.codecs;
  const stream = { ssrc: encoding?.ssrc ?? 0, payloadType: its?.payloadType ?? 0 };
  const frames: { data: Buffer; isKeyFrame: boolean }[] = [];
  const receiver = new Vp8Receiver(stream, {
    onFrame: (frame) => frames.push(frame),
    onKeyFrameWanted: (now) =>
      down.socket.send(receiver.keyFrameRequest(now), down.port, '127.0.0.1'),
  });
  let lost = 0;
  down.socket.on('message', (packet) => {
    const rtp = isRtcp(packet) ? undefined : parseRtp(packet);
    if (rtp === undefined) return;
    if (lost > 0 && rtp.ssrc === stream.ssrc) lost -= 1;
    else receiver.receive(rtp, performance.now());
  });
  // Comedia: the router learns where we are.
  down.socket.send(receiver.report(performance.now()), down.port, '127.0.0.1');

  let count = 0;
  const flow = setInterval(() => {
    const now = performance.now();
    for (const [at, { ssrc, bytes }] of LAYERS.entries()) {
      const isKeyFrame = count === 0 || wanted.delete(ssrc);
      const frame = Buffer.alloc(bytes, isKeyFrame ? 0x10 : 0x11);
      for (const packet of senders[at]?.packets(frame, now) ?? []) {
        up.socket.send(packet, up.port, '127.0.0.1');
      }
      const report = senders[at]?.report(now);
      if (report !== undefined && count % 5 === 0) up.socket.send(report, up.port, '127.0.0.1');
    }
    receiver.tick(now);
    if (count % 25 === 0) down.socket.send(receiver.report(now), down.port, '127.0.0.1');
    count += 1;
  }, FRAME_MS);
  open.push({ close: () => clearInterval(flow) });

  await consumer.resume();
  await consumer.setPreferredLayers({ spatialLayer: 1 });
  await eventually(() => frames.at(-1)?.data.length, 3_000);
  expect(asked.length).toBeGreaterThan(0);
  await consumer.setPreferredLayers({ spatialLayer: 0 });
  await eventually(() => frames.at(-1)?.data.length, 600);
  await consumer.setPreferredLayers({ spatialLayer: 1 });
  await eventually(() => frames.at(-1)?.data.length, 3_000);
  // Each switch is to a key frame, and no frame has parts of two layers.
  for (const [at, { data, isKeyFrame }] of frames.entries()) {
    const before = frames[at - 1]?.data.length;
    if (data.length !== before) expect(isKeyFrame).toBe(true);
    expect([600, 3_000]).toContain(data.length);
  }
  const keyFrames = () => frames.filter(({ isKeyFrame }) => isKeyFrame).length;
  const before = keyFrames();
  lost = 4;
  await eventually(() => keyFrames() > before, true);
  expect(asked.every((ssrc) => LAYERS.some((layer) => layer.ssrc === ssrc))).toBe(true);
});
