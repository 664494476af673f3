// The camera of a mobile phone: its pictures come on their side, and a header extension says so (3GPP TS 26.114 §7.4.5).
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { hasFfmpeg } from '@distansmote/testkit/picture/ffmpeg.ts';
import { type Colour, COLOURS, colourOf } from '@distansmote/testkit/picture/colours.ts';
import { picturePrograms, PictureThread } from '@distansmote/testkit/picture/pictureThread.ts';
import { TestMeeting } from '@distansmote/testkit/picture/testMeeting.ts';
import { TestRoom } from '@distansmote/testkit/picture/testRoom.ts';
import { ROOM_QUARTERS } from '@distansmote/testkit/picture/testPattern.ts';
import { openTestSocket } from '@distansmote/testkit/media/testStream.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { MeetingRouter } from '../src/media/meetingRouter.ts';
import { PictureDownlink } from '../src/media/pictureDownlink.ts';
import { SentTrack } from '../src/media/sentTrack.ts';
import { startWorker } from '../src/media/workerHandle.ts';
import { createLog } from '../src/platform/log.ts';
import { isRtcp, parseRtp, writeRtp } from '../src/rtp/rtpPacket.ts';
import { Vp8Receiver } from '../src/rtp/vp8/vp8Receiver.ts';
import { Vp8Sender } from '../src/rtp/vp8/vp8Sender.ts';

const LOOPBACK = '127.0.0.1';
const HD = { width: 1_280, height: 720 };

/** Four quarters, each of one colour. */
function quarters(width: number, height: number): string {
  const boxes = ROOM_QUARTERS.map((colour, at) => {
    const [x, y] = [(at % 2) * (width / 2), Math.floor(at / 2) * (height / 2)];
    const hex = Buffer.from(COLOURS[colour]).toString('hex');
    return `drawbox=x=${x}:y=${y}:w=${width / 2}:h=${height / 2}:color=0x${hex}:t=fill`;
  });
  return [`color=size=${width}x${height}:rate=25`, ...boxes].join();
}

test.runIf(picturePrograms !== undefined && hasFfmpeg)(
  'a room sees the camera of a mobile phone upright and whole, also when the phone is turned',
  { timeout: 90_000 },
  async () => {
    const thread = new PictureThread();
    onTestFinished(async () => {
      await thread.stop();
    });
    const room = await TestRoom.open();
    onTestFinished(() => room.close());
    const endpoint = await thread.openEndpoint('room', room);
    const { composition, port } = await thread.openComposition('meeting');
    const meeting = await TestMeeting.open(port);
    onTestFinished(() => meeting.close());
    let orientation: number | undefined = 1;
    const source = await meeting.send(11, quarters(640, 360), () => orientation);
    thread.post({ type: 'addSource', composition, source });
    thread.post({ type: 'enterComposition', endpoint, composition, sending: meeting.takes([21]) });
    const anna = { name: 'Anna', profession: undefined, isMuted: true, isSpeaking: false };
    const showing = { type: 'camera' as const, source: { ssrc: 11 } };
    const scene = { screen: undefined, people: [{ ...anna, showing }] };
    thread.post({ type: 'showScene', endpoint, scene });

    const untilSeen = (at: [number, number][], expected: (Colour | undefined)[]) =>
      vi.waitFor(
        async () => {
          const pixels = await room.screen(HD);
          expect(at.map(([x, y]) => colourOf(pixels.at(x, y)))).toEqual(expected);
        },
        { timeout: 25_000, interval: 200 },
      );
    // 405 × 720 in the middle, and the ground beside it; then all of the tile.
    const upright: [number, number][] = [
      [540, 150],
      [740, 150],
      [540, 550],
      [740, 550],
      [200, 150],
    ];
    const across: [number, number][] = [
      [200, 150],
      [1_080, 150],
      [200, 500],
      [1_080, 500],
    ];
    await untilSeen(upright, ['blue', 'red', 'yellow', 'green', 'black']);
    // It holds though it is not said again.
    orientation = undefined;
    const shown = room.units.length;
    await room.until((units) => units.length > shown + 25);
    await untilSeen(upright, ['blue', 'red', 'yellow', 'green', 'black']);
    orientation = 2;
    await untilSeen(across, ['yellow', 'blue', 'green', 'red']);
    orientation = 3;
    await untilSeen(upright, ['green', 'yellow', 'red', 'blue', 'black']);
    orientation = 0;
    await untilSeen(across, ['red', 'green', 'blue', 'yellow']);
  },
);

async function openRouter(): Promise<MeetingRouter> {
  const log = createLog('silent');
  const worker = await startWorker([{ ip: LOOPBACK }], 0, log);
  onTestFinished(() => worker.mediasoupWorker.close());
  return MeetingRouter.open(worker, log);
}

describe('the router passes on how a picture is to be turned, by the id that the picture thread is told', () => {
  test.each(['its own', 'another'])('to %s router’s rooms', async (which) => {
    const router = await openRouter();
    // As for a meeting that is too large for one media worker.
    const roomsRouter = which === 'another' ? await openRouter() : router;
    // As a page that gave the extension another id.
    const stream = { ssrc: 77, payloadType: 96 };
    const id = 13;
    const up = await router.openLoopback({ comedia: true });
    const producer = await up.produce({
      kind: 'video',
      rtpParameters: {
        codecs: [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }],
        headerExtensions: [{ uri: 'urn:3gpp:video-orientation', id }],
        encodings: [{ ssrc: stream.ssrc }],
      },
    });
    const track = new SentTrack(
      'anna' as ParticipantId,
      'camera',
      producer,
      router,
      () => undefined,
    );

    const [page, thread] = [await openTestSocket(), await openTestSocket()];
    onTestFinished(() => [page, thread].forEach((one) => one.close()));
    const rotations: number[] = [];
    let receiver: Vp8Receiver | undefined;
    const port = thread.address().port;
    const downlink = await PictureDownlink.open(roomsRouter, port, 'room' as ParticipantId, {
      sourceAdded: (source) => {
        receiver = new Vp8Receiver(source, {
          onFrame: ({ rotation }) => rotations.push(rotation),
          onKeyFrameWanted: () => undefined,
        });
      },
      sourceRemoved: () => undefined,
    });
    thread.on('message', (packet) => {
      const rtp = isRtcp(packet) ? undefined : parseRtp(packet);
      if (rtp !== undefined) receiver?.receive(rtp, performance.now());
    });
    await downlink.addTrack(track);
    downlink.show(new Map([[track, 'large']]));

    const sender = new Vp8Sender({ ...stream, cname: 'anna' });
    const key = Buffer.alloc(3_000, 0x10);
    const send = (byte: number | undefined) => {
      for (const packet of sender.packets(key, performance.now())) {
        const rtp = parseRtp(packet) ?? expect.fail('not RTP');
        const isOriented = byte !== undefined && rtp.hasMarker;
        const sent = isOriented ? writeRtp(rtp, { id, byte }) : packet;
        page.send(sent, up.tuple.localPort, LOOPBACK);
      }
    };
    const untilLast = (rotation: number, byte: number | undefined) =>
      vi.waitFor(
        () => {
          send(byte);
          expect(rotations.at(-1)).toBe(rotation);
        },
        { timeout: 10_000, interval: 50 },
      );
    await untilLast(0, undefined);
    await untilLast(90, 1);
    await untilLast(270, 3);
    await untilLast(0, 0);
  });
});
