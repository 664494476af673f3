// One H.264 stream from its packets to its pictures: reordering, unpacking, and what is lost.
import { NackSchedule } from '../nackSchedule.ts';
import { ReorderBuffer, type OrderedPacket } from '../reorderBuffer.ts';
import type { RtpPacket } from '../rtpPacket.ts';
import type { AccessUnit } from './accessUnit.ts';
import { H264Depacketizer } from './h264Depacketizer.ts';

/** For a packet that was only overtaken: each millisecond is one that the picture stands still after a loss ... */
const REORDERING_MS = 25;
/** ... and for one that is sent again, twice if need be. */
const RETRANSMISSION_MS = 200;
/** Many gaps are asked for in one. */
const MIN_ASKING_MS = 5;

export interface H264ReceiverEvents {
  /** A picture, in order, also when a part of it is missing: a decoder can conceal that. */
  onAccessUnit(unit: AccessUnit, now: number): void;
  /** Something is missing: what follows cannot be decoded cleanly before a key frame. */
  onLost(now: number): void;
  /** The other end is to send these sequence numbers again. */
  onMissing(sequences: readonly number[], now: number): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class H264Receiver {
  readonly #events: H264ReceiverEvents;
  readonly #buffer = new ReorderBuffer(REORDERING_MS);
  readonly #nacks = new NackSchedule();
  #depacketizer = new H264Depacketizer();
  #ssrc: number | undefined;
  #isRepaired = false;
  #askedAt = -Infinity;

  constructor(events: H264ReceiverEvents) {
    this.#events = events;
  }

  /** @param isRepaired whether the other end sends again what is lost. */
  setRepaired(isRepaired: boolean): void {
    this.#isRepaired = isRepaired;
    this.#buffer.maxWaitMs = isRepaired ? RETRANSMISSION_MS : REORDERING_MS;
  }

  receive(packet: RtpPacket, now: number): void {
    if (packet.ssrc !== this.#ssrc) {
      const isFirst = this.#ssrc === undefined;
      this.#ssrc = packet.ssrc;
      this.#buffer.clear();
      this.#depacketizer = new H264Depacketizer();
      if (!isFirst) this.#events.onLost(now);
    }
    this.#unpack(this.#buffer.put(packet, now), now);
    this.#askWhenDue(now);
  }

  /** To be called often: gives up waiting, or asks again. */
  tick(now: number): void {
    this.#unpack(this.#buffer.flush(now), now);
    this.#askWhenDue(now);
  }

  #askWhenDue(now: number): void {
    if (!this.#isRepaired || now - this.#askedAt < MIN_ASKING_MS) return;
    const missing = this.#nacks.due(this.#buffer.missing(), now);
    if (missing.length === 0) return;
    this.#askedAt = now;
    this.#events.onMissing(missing, now);
  }

  #unpack(ordered: readonly OrderedPacket[], now: number): void {
    for (const { packet, isAfterGap } of ordered) {
      if (isAfterGap) this.#events.onLost(now);
      for (const unit of this.#depacketizer.put(packet, isAfterGap)) {
        if (!unit.isComplete) this.#events.onLost(now);
        if (unit.data.length > 0) this.#events.onAccessUnit(unit, now);
      }
    }
  }
}
