// The cameras and screens of one meeting, as VP8 over the loopback: those that some room sees are decoded, no others.
import { isRtcp, parseRtp } from '../rtp/rtpPacket.ts';
import { RtpSocket } from '../rtp/rtpPorts.ts';
import { TokenBucket } from '../rtp/tokenBucket.ts';
import type { Rotation } from '../rtp/videoOrientation.ts';
import { Vp8Receiver } from '../rtp/vp8/vp8Receiver.ts';
import type { Compositor } from './compositor.ts';
import type { Size } from './layout.ts';
import type { PictureSource } from './pictureMessages.ts';

const LOOPBACK = '127.0.0.1';
const REPORT_INTERVAL_MS = 2_000;
/** Of one source, under way to the compositor: more would come too late to be seen. */
const MAX_UNANSWERED = 15;
const KEY_FRAME_INTERVAL_MS = 500;
/** Macroblocks of one source: 1080p at 60 a second. A page of our own sends less; a frame of few bytes may have many. */
const BUDGET = { perSecond: 500_000, burst: 500_000 };
/** What the smallest frame counts as. */
const MIN_MACROBLOCKS = 4_000;
const MACROBLOCK_AREA = 256;
/** As long as pages wait before they report a fault. */
const MISSING_AFTER_MS = 6_000;

interface Source {
  readonly source: PictureSource;
  /** For the compositor. */
  readonly id: number;
  /** Undefined while nobody sees it. */
  receiver: Vp8Receiver | undefined;
  /** As it is seen, after turning. */
  size: Size | undefined;
  /** Decoded so far. */
  pictures: number;
  readonly budget: TokenBucket;
  unanswered: number;
  requestedAt: number;
  reportedAt: number;
  /** When it was decoded last, or shown. */
  seenAt: number;
  isArriving: boolean | undefined;
}

/** What can be shown. */
export interface FoundSource {
  /** Of the compositor. */
  readonly id: number;
  /** As it is seen, after turning; once a picture was decoded. */
  readonly size: Size | undefined;
  /** Decoded so far: a change means that there is a new one. */
  readonly pictures: number;
}

export interface CompositionSourcesEvents {
  /** The compositor to decode with. */
  compositor(): Compositor | undefined;
  /** A source's pictures have a size, or another one. */
  onResized(): void;
  onArrivingChanged(ssrc: number, isArriving: boolean): void;
  newId(): number;
}

/** All times are in milliseconds of `performance.now()`. */
export class CompositionSources {
  readonly #socket: RtpSocket;
  readonly #events: CompositionSourcesEvents;
  readonly #sources = new Map<number, Source>();

  private constructor(socket: RtpSocket, events: CompositionSourcesEvents) {
    this.#socket = socket;
    this.#events = events;
    socket.listen((packet, { address, port }) => {
      if (address === LOOPBACK && !isRtcp(packet)) this.#receive(packet, port, performance.now());
    });
  }

  /** @throws Error when no port of the loopback is left. */
  static async open(events: CompositionSourcesEvents): Promise<CompositionSources> {
    return new CompositionSources(await RtpSocket.open(LOOPBACK, 0), events);
  }

  get port(): number {
    return this.#socket.port;
  }

  add(source: PictureSource): void {
    this.remove(source.ssrc);
    this.#sources.set(source.ssrc, {
      source,
      id: this.#events.newId(),
      receiver: undefined,
      size: undefined,
      pictures: 0,
      budget: new TokenBucket(BUDGET),
      unanswered: 0,
      requestedAt: -Infinity,
      reportedAt: 0,
      seenAt: 0,
      isArriving: undefined,
    });
  }

  remove(ssrc: number): void {
    const source = this.#sources.get(ssrc);
    if (source !== undefined) this.#hide(source);
    this.#sources.delete(ssrc);
  }

  /** @returns undefined when there is no such source. */
  find(ssrc: number): FoundSource | undefined {
    return this.#sources.get(ssrc);
  }

  /** Only these are decoded. */
  setShown(ssrcs: ReadonlySet<number>): void {
    for (const [ssrc, source] of this.#sources) {
      if (!ssrcs.has(ssrc)) this.#hide(source);
      else if (source.receiver === undefined) {
        source.receiver = this.#receiverOf(source);
        source.seenAt = performance.now();
      }
    }
  }

  /** The compositor is another one, which can decode nothing before a key frame. */
  restart(): void {
    for (const source of this.#sources.values()) {
      if (source.receiver !== undefined) source.receiver = this.#receiverOf(source);
    }
  }

  tick(now: number): void {
    for (const source of this.#sources.values()) {
      const { receiver } = source;
      if (receiver === undefined) continue;
      receiver.tick(now);
      if (now - source.seenAt > MISSING_AFTER_MS) this.#setArriving(source, false);
      if (now - source.reportedAt < REPORT_INTERVAL_MS) continue;
      source.reportedAt = now;
      this.#send(receiver.report(now), source);
    }
  }

  close(): void {
    for (const ssrc of this.#sources.keys()) this.remove(ssrc);
    this.#socket.close();
  }

  /** From the router alone: other programs of this machine reach the loopback too. */
  #receive(packet: Buffer, port: number, now: number): void {
    const rtp = parseRtp(packet);
    if (rtp === undefined) return;
    const found = this.#sources.get(rtp.ssrc);
    if (found?.source.feedbackPort === port) found.receiver?.receive(rtp, now);
  }

  /** Its last picture is forgotten too: it would be an old one when the source is shown again. */
  #hide(source: Source): void {
    if (source.receiver === undefined) return;
    source.receiver = undefined;
    source.isArriving = undefined;
    this.#events.compositor()?.forget(source.id);
  }

  #receiverOf(source: Source): Vp8Receiver {
    const receiver: Vp8Receiver = new Vp8Receiver(source.source, {
      onFrame: (frame, now) => void this.#decode(source, receiver, frame, now),
      onKeyFrameWanted: (now) => {
        if (now - source.requestedAt < KEY_FRAME_INTERVAL_MS) return;
        source.requestedAt = now;
        this.#send(receiver.keyFrameRequest(now), source);
      },
    });
    return receiver;
  }

  async #decode(
    source: Source,
    receiver: Vp8Receiver,
    { data, rotation }: { data: Buffer; rotation: Rotation },
    now: number,
  ): Promise<void> {
    if (source.receiver !== receiver) return;
    const compositor = this.#events.compositor();
    if (compositor === undefined || source.unanswered >= MAX_UNANSWERED)
      return this.#startAgain(source);
    const { width: wide = 0, height: high = 0 } = source.size ?? {};
    const cost = Math.max(MIN_MACROBLOCKS, (wide * high) / MACROBLOCK_AREA);
    if (!source.budget.take(cost, now)) return this.#startAgain(source);
    source.unanswered += 1;
    const decoded = await compositor.decode(source.id, 'VP8', data, rotation);
    const { isDecoded, needsKeyFrame } = decoded;
    source.unanswered -= 1;
    if (source.receiver !== receiver || this.#events.compositor() !== compositor) return;
    if (isDecoded) {
      source.pictures += 1;
      source.seenAt = performance.now();
      this.#setArriving(source, true);
    }
    const size = turned(decoded, rotation);
    if (isDecoded && (source.size?.width !== size.width || source.size.height !== size.height)) {
      source.size = size;
      this.#events.onResized();
    }
    if (needsKeyFrame) this.#startAgain(source);
  }

  #setArriving(source: Source, isArriving: boolean): void {
    if (source.isArriving === isArriving) return;
    source.isArriving = isArriving;
    this.#events.onArrivingChanged(source.source.ssrc, isArriving);
  }

  /** Nothing can be decoded before the next key frame, for which a new receiver asks. */
  #startAgain(source: Source): void {
    source.receiver = this.#receiverOf(source);
  }

  #send(packet: Buffer, { source }: Source): void {
    this.#socket.send(packet, { address: LOOPBACK, port: source.feedbackPort });
  }
}

const turned = ({ width, height }: Size, rotation: Rotation): Size =>
  rotation === 90 || rotation === 270 ? { width: height, height: width } : { width, height };
