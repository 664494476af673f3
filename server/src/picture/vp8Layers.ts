// Sends a room's decoded pictures to the meeting as VP8 in one to three sizes (simulcast), and answers its RTCP.
import { readKeyFrameRequests } from '../rtp/rtcp.ts';
import { isRtcp } from '../rtp/rtpPacket.ts';
import { RtpSocket } from '../rtp/rtpPorts.ts';
import { Vp8Sender } from '../rtp/vp8/vp8Sender.ts';
import type { Composition } from './composition.ts';
import type { Compositor } from './compositor.ts';
import { KeyFrameThrottle } from './keyFrameThrottle.ts';
import type { Size } from './layout.ts';
import type { SendingPicture } from './pictureMessages.ts';
import { TimestampClock } from './timestampClock.ts';

const LOOPBACK = '127.0.0.1';
/** Sizes, and bitrates from the largest layer: as browsers send both (client/src/media/layers.ts). */
const LIMITS: Record<
  'camera' | 'screen',
  { largest: Size; frameRate: number; bitrates: readonly number[] }
> = {
  camera: {
    largest: { width: 1_280, height: 720 },
    frameRate: 30,
    bitrates: [1_500_000, 500_000, 150_000],
  },
  screen: {
    largest: { width: 1_920, height: 1_080 },
    frameRate: 15,
    bitrates: [2_500_000, 600_000, 200_000],
  },
};
const MIN_BITRATE = 150_000;
/** Of a picture that comes a little early: a room that sends 60 a second is thinned out. */
const TOLERANCE_MS = 8;
const REPORT_INTERVAL_MS = 2_000;
const MIN_SIDE = 16;

interface Layer {
  readonly sender: Vp8Sender;
  readonly keyFrames: KeyFrameThrottle;
  /** Of the compositor. */
  readonly encoder: number;
  readonly bitrate: number;
  /** By which it is smaller than the picture. */
  readonly divisor: number;
  isOpen: boolean;
  encodingFor: Compositor | undefined;
  /** Undefined until something was sent. */
  reportedAt: number | undefined;
}

/** All times are in milliseconds of `performance.now()`. */
export class Vp8Layers {
  readonly #socket: RtpSocket;
  readonly #composition: Composition;
  readonly #port: number;
  readonly #layers: Layer[];
  readonly #largest: Size;
  readonly #frameRate: number;
  readonly #clock = new TimestampClock();
  #count = 0;
  #source: { id: number; size: Size } | undefined;
  #encodedAt = -Infinity;

  private constructor(
    socket: RtpSocket,
    composition: Composition,
    sending: SendingPicture,
    cname: string,
  ) {
    this.#socket = socket;
    this.#composition = composition;
    this.#port = sending.port;
    const { payloadType, ssrcs, content = 'camera' } = sending;
    const { largest, frameRate, bitrates } = LIMITS[content];
    this.#largest = largest;
    this.#frameRate = frameRate;
    this.#layers = ssrcs.map((ssrc, at) => {
      const fromLargest = ssrcs.length - 1 - at;
      return {
        sender: new Vp8Sender({ ssrc, payloadType, cname }),
        keyFrames: new KeyFrameThrottle(),
        encoder: composition.newId(),
        bitrate: bitrates[fromLargest] ?? MIN_BITRATE,
        divisor: 2 ** fromLargest,
        isOpen: false,
        encodingFor: undefined,
        reportedAt: undefined,
      };
    });
    socket.listen((packet, { address, port }) => {
      if (address !== LOOPBACK || port !== this.#port || !isRtcp(packet)) return;
      const asked = readKeyFrameRequests(packet);
      for (const { sender, keyFrames } of this.#layers)
        if (asked.has(sender.ssrc)) keyFrames.request();
    });
  }

  /** @throws Error when no port of the loopback is left. */
  static async open(
    composition: Composition,
    sending: SendingPicture,
    cname: string,
  ): Promise<Vp8Layers> {
    return new Vp8Layers(await RtpSocket.open(LOOPBACK, 0), composition, sending, cname);
  }

  /** How many are encoded, from the smallest. */
  get count(): number {
    return this.#count;
  }

  setCount(count: number): void {
    this.#count = Math.max(0, Math.min(this.#layers.length, count));
    this.#openWatched();
  }

  /** @param id of the compositor. */
  setSourceSize(id: number, size: Size): void {
    this.#source = { id, size };
    this.#closeAll();
    this.#openWatched();
  }

  /** The compositor is another one. */
  restart(): void {
    for (const layer of this.#layers) layer.isOpen = false;
    this.#openWatched();
  }

  /**
   * The source has a new picture.
   * @param timestamp of the room's RTP, 90 kHz
   * @param lagMs how long before its arrival it was captured
   */
  encode(timestamp: number, now: number, lagMs: number): void {
    const { compositor } = this.#composition;
    const capturedAt = this.#clock.timeOf(timestamp, now - lagMs);
    const minIntervalMs = 1_000 / this.#frameRate - TOLERANCE_MS;
    if (compositor === undefined || capturedAt - this.#encodedAt < minIntervalMs) return;
    this.#encodedAt = capturedAt;
    for (const layer of this.#layers) {
      if (!layer.isOpen || layer.encodingFor === compositor) continue;
      void this.#encodeLayer(layer, compositor, capturedAt, now);
    }
  }

  tick(now: number): void {
    for (const layer of this.#layers) {
      const { reportedAt } = layer;
      if (reportedAt === undefined || now - reportedAt < REPORT_INTERVAL_MS) continue;
      this.#report(layer, now);
    }
  }

  close(): void {
    this.#closeAll();
    this.#socket.close();
  }

  #openWatched(): void {
    const { compositor } = this.#composition;
    const source = this.#source;
    for (const [at, layer] of this.#layers.entries()) {
      const isWanted = at < this.#count && source !== undefined && compositor !== undefined;
      if (!isWanted) {
        this.#closeLayer(layer);
      } else if (!layer.isOpen) {
        layer.isOpen = true;
        layer.keyFrames.restart();
        compositor.openEncoder(layer.encoder, {
          codec: 'VP8',
          input: { source: source.id },
          ...layerSize(source.size, this.#largest, layer.divisor),
          bitrate: layer.bitrate,
          frameRate: this.#frameRate,
        });
      }
    }
  }

  #closeAll(): void {
    for (const layer of this.#layers) this.#closeLayer(layer);
  }

  #closeLayer(layer: Layer): void {
    if (!layer.isOpen) return;
    layer.isOpen = false;
    this.#composition.compositor?.closeEncoder(layer.encoder);
  }

  async #encodeLayer(
    layer: Layer,
    compositor: Compositor,
    capturedAt: number,
    now: number,
  ): Promise<void> {
    layer.encodingFor = compositor;
    const isKeyFrame = layer.keyFrames.isDue(now);
    if (isKeyFrame) layer.keyFrames.asked(now);
    const encoded = await compositor.encode(layer.encoder, { isKeyFrame });
    if (layer.encodingFor === compositor) layer.encodingFor = undefined;
    if (!layer.isOpen || this.#composition.compositor !== compositor) return;
    if (encoded === undefined) {
      if (isKeyFrame) layer.keyFrames.request();
      return;
    }
    const to = { address: LOOPBACK, port: this.#port };
    for (const packet of layer.sender.packets(encoded.data, capturedAt))
      this.#socket.send(packet, to);
    if (layer.reportedAt === undefined) this.#report(layer, performance.now());
  }

  #report(layer: Layer, now: number): void {
    layer.reportedAt = now;
    this.#socket.send(layer.sender.report(now), { address: LOOPBACK, port: this.#port });
  }
}

/** As large as the source, within what the meeting takes, and of its shape. */
function layerSize({ width, height }: Size, largest: Size, divisor: number): Size {
  const scale = Math.min(1, largest.width / width, largest.height / height) / divisor;
  const side = (length: number) => Math.max(MIN_SIDE, Math.round((length * scale) / 2) * 2);
  return { width: side(width), height: side(height) };
}
