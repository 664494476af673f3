// One VP8 stream over the loopback, from its packets to frames that can be decoded.
import { randomBytes } from 'node:crypto';
import { Reception } from '../reception.ts';
import { ReorderBuffer } from '../reorderBuffer.ts';
import { writeReport } from '../rtcp.ts';
import { writePictureLoss } from '../rtcpFeedback.ts';
import type { RtpPacket } from '../rtpPacket.ts';
import { readRotation, type Rotation } from '../videoOrientation.ts';
import { Vp8Assembly } from './vp8Assembly.ts';
import { readVp8Payload, type Vp8Payload } from './vp8Descriptor.ts';

const CLOCK_RATE = 90_000;
/** The router asks the sender again for what is lost, and passes it on out of order. */
const RETRANSMISSION_MS = 200;
const KEY_FRAME_INTERVAL_MS = 500;
/** Of base layer frames. */
const INDICES = 256;

export interface Vp8ReceiverEvents {
  /** The next frame. What a decoder cannot decode, since frames before it are missing, is left out. */
  onFrame(
    frame: {
      data: Buffer;
      timestamp: number /* RTP, 90 kHz */;
      isKeyFrame: boolean;
      /** By which the picture is turned for being seen. */
      rotation: Rotation;
    },
    now: number,
  ): void;
  /** Time to send `keyFrameRequest()`; again each half second, until one has come. */
  onKeyFrameWanted(now: number): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class Vp8Receiver {
  readonly ssrc: number;
  readonly #payloadType: number;
  readonly #orientationId: number | undefined;
  readonly #events: Vp8ReceiverEvents;
  readonly #reception = new Reception(CLOCK_RATE);
  readonly #buffer = new ReorderBuffer(RETRANSMISSION_MS);
  /** As which we send reports and requests. */
  readonly #ownSsrc = randomBytes(4).readUInt32BE();
  #assembly: Vp8Assembly | undefined;
  /** Frames are missing: what refers to them is left out. */
  #isBroken = true;
  /** Nothing but a key frame makes it whole. */
  #needsKeyFrame = true;
  /** Of the last frame of the base layer. */
  #baseLayerIndex: number | undefined;
  /** Holds until another one comes: key frames have it, and other frames where it changes (3GPP TS 26.114 §7.4.5). */
  #rotation: Rotation = 0;
  #requestedAt = -Infinity;

  /**
   * @param stream the consumer's: all other packets, as the router's probation, are ignored. `orientationId` is that of the
   *   header extension; without it no picture is turned.
   */
  constructor(
    stream: { ssrc: number; payloadType: number; orientationId?: number | undefined },
    events: Vp8ReceiverEvents,
  ) {
    this.ssrc = stream.ssrc;
    this.#payloadType = stream.payloadType;
    this.#orientationId = stream.orientationId;
    this.#events = events;
  }

  receive(packet: RtpPacket, now: number): void {
    if (packet.ssrc !== this.ssrc || packet.payloadType !== this.#payloadType) return;
    if (!this.#reception.add(packet, now)) return;
    for (const ordered of this.#buffer.put(packet, now)) {
      this.#take(ordered.packet, ordered.isAfterGap, now);
    }
  }

  /** Gives up waiting for packets that are lost; to be called often. */
  tick(now: number): void {
    for (const { packet, isAfterGap } of this.#buffer.flush(now)) {
      this.#take(packet, isAfterGap, now);
    }
  }

  /** For the consumer: a PLI in a compound packet. */
  keyFrameRequest(now: number): Buffer {
    return this.#write(undefined, now, [writePictureLoss(this.#ownSsrc, this.ssrc)]);
  }

  /** For the consumer, each few seconds: a receiver report. */
  report(now: number): Buffer {
    return this.#write(this.#reception, now, []);
  }

  #write(reception: Reception | undefined, now: number, feedback: Buffer[]): Buffer {
    const cname = 'loopback';
    return writeReport({ ssrc: this.#ownSsrc, sent: undefined, reception, cname }, now, feedback);
  }

  #take(packet: RtpPacket, isAfterGap: boolean, now: number): void {
    if (isAfterGap) this.#lose();
    if (this.#assembly !== undefined && this.#assembly.timestamp !== packet.timestamp) {
      this.#end(now);
    }
    // Padding, as the router sends it to probe, has no payload.
    if (packet.payload.length > 0) {
      const payload = readVp8Payload(packet.payload);
      if (payload === undefined) this.#lose();
      else this.#add(packet.timestamp, payload, now);
      // After what `#add` may have ended, which had its own.
      this.#rotation = this.#rotationOf(packet) ?? this.#rotation;
    }
    if (packet.hasMarker) this.#end(now);
  }

  #add(timestamp: number, payload: Vp8Payload, now: number): void {
    if (payload.isFrameStart) this.#end(now);
    this.#assembly ??= new Vp8Assembly(timestamp, payload);
    this.#assembly.add(payload);
  }

  #rotationOf(packet: RtpPacket): Rotation | undefined {
    const id = this.#orientationId;
    return id === undefined ? undefined : readRotation(packet.extension?.(id));
  }

  #lose(): void {
    this.#assembly?.markDamaged();
    this.#isBroken = true;
  }

  #end(now: number): void {
    const assembly = this.#assembly;
    this.#assembly = undefined;
    if (assembly === undefined) return;
    const data = assembly.end();
    const { timestamp, first } = assembly;
    const { isKeyFrame } = first;
    if (data === undefined) this.#isBroken = true;
    else if (isKeyFrame || this.#isIndependentOfLoss(first)) this.#isBroken = false;
    if (data === undefined || this.#isBroken) {
      this.#needsKeyFrame ||= !this.#hasItsBase(first);
      this.#requestWhenDue(now);
      return;
    }
    if (isKeyFrame) this.#needsKeyFrame = false;
    if (first.temporalLayer === 0) this.#baseLayerIndex = first.baseLayerIndex;
    this.#events.onFrame({ data, timestamp, isKeyFrame, rotation: this.#rotation }, now);
  }

  /** Whether only frames of upper temporal layers are missing, and this one refers to none of them. */
  #isIndependentOfLoss(payload: Vp8Payload): boolean {
    return !this.#needsKeyFrame && payload.dependsOnBaseOnly && this.#hasItsBase(payload);
  }

  /** Whether no frame of the base layer is missing before this one. */
  #hasItsBase({ temporalLayer, baseLayerIndex }: Vp8Payload): boolean {
    if (this.#baseLayerIndex === undefined || baseLayerIndex === undefined) return false;
    const newBaseFrames = temporalLayer === 0 ? 1 : 0;
    return baseLayerIndex === (this.#baseLayerIndex + newBaseFrames) % INDICES;
  }

  #requestWhenDue(now: number): void {
    if (!this.#needsKeyFrame || now - this.#requestedAt < KEY_FRAME_INTERVAL_MS) return;
    this.#requestedAt = now;
    this.#events.onKeyFrameWanted(now);
  }
}
