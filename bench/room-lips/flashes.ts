// Some white pictures each second among black ones: sent by ffmpeg, and found again with the moment at which it is seen.
import { decodedPictures } from '@distansmote/testkit/picture/ffmpeg.ts';
import { RtpClip } from '@distansmote/testkit/picture/rtpClip.ts';
import { H264Receiver } from '../../server/src/rtp/h264/h264Receiver.ts';
import { isRtcp, parseRtp, type RtpPacket } from '../../server/src/rtp/rtpPacket.ts';
import { Vp8Receiver } from '../../server/src/rtp/vp8/vp8Receiver.ts';
import type { Found } from './beeps.ts';
import { CaptureClock, senderReport } from './reports.ts';

const STEPS_PER_MS = 90;
const FRAME_STEPS = 3_600;
const EACH = 25;
/** The first white one. One alone could fall between two that are composed. */
const WHITE_FROM = EACH - 4;
const BRIGHT = 128;
const FILTER =
  `color=black:size=640x360:rate=25,` +
  `drawbox=color=white:t=fill:enable='gte(mod(n,${EACH}),${WHITE_FROM})'`;

export class Flasher {
  /** When the first picture of each flash was captured. */
  readonly capturedAt: number[] = [];
  onFlash: () => void = () => undefined;
  #clip: RtpClip | undefined;

  /**
   * Sends RTP, and a sender report with each flash.
   * @param encodingMs by which the pictures leave later than they are captured
   */
  static async start(
    codec: 'H264' | 'VP8',
    stream: { ssrc: number; payloadType: number },
    encodingMs: number,
    send: (packet: Buffer) => void,
  ): Promise<Flasher> {
    const flasher = new Flasher();
    let first: number | undefined;
    flasher.#clip = await RtpClip.start(codec, FILTER, { ...stream, gop: EACH }, (packet) => {
      const rtp = isRtcp(packet) ? undefined : parseRtp(packet);
      if (rtp === undefined) return;
      const capturedAt = performance.now();
      first ??= rtp.timestamp;
      const frame = Math.round(((rtp.timestamp - first) >>> 0) / FRAME_STEPS);
      const isFlash = rtp.hasMarker && frame % EACH === WHITE_FROM;
      if (isFlash) {
        flasher.capturedAt.push(capturedAt);
        flasher.onFlash();
      }
      setTimeout(() => {
        send(packet);
        const steps = (performance.now() - capturedAt) * STEPS_PER_MS;
        if (isFlash) send(senderReport(stream.ssrc, rtp.timestamp + Math.round(steps)));
      }, encodingMs);
    });
    return flasher;
  }

  stop(): void {
    this.#clip?.stop();
  }
}

interface Frame {
  data: Buffer;
  timestamp: number;
  isKeyFrame: boolean;
}

interface Picture {
  data: Buffer;
  isKeyFrame: boolean;
  at: number;
  capturedAt: number | undefined;
}

export class SeenStream {
  readonly codec: 'H264' | 'VP8';
  readonly pictures: Picture[] = [];
  readonly #clock = new CaptureClock(STEPS_PER_MS);
  readonly #ssrc: number | undefined;
  readonly #receiver: { receive(packet: RtpPacket, now: number): void };

  constructor(codec: 'H264' | 'VP8', payloadType: number, ssrc?: number) {
    this.codec = codec;
    this.#ssrc = ssrc;
    const take = ({ data, timestamp, isKeyFrame }: Frame) =>
      void this.pictures.push({
        data: Buffer.from(data),
        isKeyFrame,
        at: performance.now(),
        capturedAt: this.#clock.timeOf(timestamp),
      });
    const ignore = () => undefined;
    this.#receiver =
      codec === 'H264'
        ? new H264Receiver({ onAccessUnit: take, onLost: ignore, onMissing: ignore })
        : new Vp8Receiver(
            { ssrc: ssrc ?? 0, payloadType },
            { onFrame: take, onKeyFrameWanted: ignore },
          );
  }

  receive(packet: Buffer): void {
    if (isRtcp(packet)) {
      if (this.#ssrc === undefined || packet.readUInt32BE(4) === this.#ssrc)
        this.#clock.receive(packet);
      return;
    }
    const rtp = parseRtp(packet);
    if (rtp === undefined || (this.#ssrc !== undefined && rtp.ssrc !== this.#ssrc)) return;
    this.#receiver.receive(rtp, performance.now());
  }
}

export async function flashesIn(
  { codec, pictures }: SeenStream,
  size: { width: number; height: number },
): Promise<Found[]> {
  const whole = pictures.slice(pictures.findIndex(({ isKeyFrame }) => isKeyFrame));
  const decoded = await decodedPictures(
    codec,
    whole.map(({ data }) => data),
    size,
  );
  const found: Found[] = [];
  let isWhite = false;
  for (const [index, pixels] of decoded.entries()) {
    const isBright = Math.min(...pixels.at(size.width / 2, size.height / 4)) > BRIGHT;
    const picture = whole[index];
    if (isBright && !isWhite && picture !== undefined) found.push(picture);
    isWhite = isBright;
  }
  return found;
}
