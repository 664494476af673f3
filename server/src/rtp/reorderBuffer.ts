// Puts the packets of one stream back in their order, and gives up waiting for those that do not come.
import { sequenceDistance, type RtpPacket } from './rtpPacket.ts';

/** Packets, a power of two. A larger jump, or one further back, may mean a new start (RFC 3550 §A.1) ... */
const WINDOW = 1_024;
const MAX_MISORDER = 100;
/** ... if so many in a row say so: otherwise it was a stray packet, or a late retransmission. */
const MIN_STRAYS = 4;
/** More than a key frame. */
const MAX_WAITING = 512;

export interface OrderedPacket {
  packet: RtpPacket;
  /** Packets before this one are missing, and will not come. */
  isAfterGap: boolean;
}

interface Waiting {
  packet: RtpPacket;
  at: number;
}

/** All times are in milliseconds of `performance.now()`. */
export class ReorderBuffer {
  /** How long packets wait for a missing one before them. */
  maxWaitMs: number;
  #waiting: (Waiting | undefined)[] = [];
  #count = 0;
  #next: number | undefined;
  /** The sequence number behind the highest that has come. */
  #end = 0;
  #gapSince: number | undefined;
  #isAfterGap = false;
  /** Packets in a row that were far from all others. */
  #strayCount = 0;
  #afterStray = 0;

  constructor(maxWaitMs: number) {
    this.maxWaitMs = maxWaitMs;
  }

  /** @returns the packets whose turn it is. Duplicates, and what comes too late, are dropped. */
  put(packet: RtpPacket, now: number): OrderedPacket[] {
    const { sequence } = packet;
    if (this.#next === undefined) this.#restart(sequence);
    let ahead = sequenceDistance(sequence, this.#next ?? sequence);
    if (ahead >= WINDOW || ahead <= -MAX_MISORDER) {
      this.#strayCount = sequence === this.#afterStray ? this.#strayCount + 1 : 1;
      this.#afterStray = (sequence + 1) & 0xffff;
      if (this.#strayCount < MIN_STRAYS) return [];
      this.#restart(sequence);
      this.#isAfterGap = true;
      ahead = 0;
    }
    this.#strayCount = 0;
    const slot = sequence % WINDOW;
    if (ahead < 0 || this.#waiting[slot] !== undefined) return [];
    this.#waiting[slot] = { packet, at: now };
    this.#count += 1;
    if (sequenceDistance(sequence, this.#end) >= 0) this.#end = (sequence + 1) & 0xffff;
    return this.flush(now);
  }

  /** @returns what has waited for too long; to be called often while nothing arrives. */
  flush(now: number): OrderedPacket[] {
    const ordered: OrderedPacket[] = [];
    while (this.#count > 0 && this.#next !== undefined) {
      const slot = this.#next % WINDOW;
      const waiting = this.#waiting[slot];
      if (waiting === undefined) {
        if (!this.#skipGap(this.#next, now)) break;
        continue;
      }
      this.#waiting[slot] = undefined;
      this.#count -= 1;
      this.#next = (this.#next + 1) & 0xffff;
      this.#gapSince = undefined;
      ordered.push({ packet: waiting.packet, isAfterGap: this.#isAfterGap });
      this.#isAfterGap = false;
    }
    return ordered;
  }

  /** The sequence numbers that the waiting packets wait for. */
  missing(): number[] {
    const missing: number[] = [];
    if (this.#count === 0 || this.#next === undefined) return missing;
    for (let one = this.#next; one !== this.#end; one = (one + 1) & 0xffff) {
      if (this.#waiting[one % WINDOW] === undefined) missing.push(one);
    }
    return missing;
  }

  clear(): void {
    this.#next = undefined;
  }

  /** @returns false while the missing packets may still come. */
  #skipGap(from: number, now: number): boolean {
    let first = from;
    while (this.#waiting[first % WINDOW] === undefined) first = (first + 1) & 0xffff;
    this.#gapSince ??= this.#waiting[first % WINDOW]?.at ?? now;
    if (now - this.#gapSince < this.maxWaitMs && this.#count < MAX_WAITING) return false;
    this.#next = first;
    this.#isAfterGap = true;
    return true;
  }

  #restart(sequence: number): void {
    this.#waiting = Array.from({ length: WINDOW });
    this.#count = 0;
    this.#next = sequence;
    this.#end = sequence;
    this.#gapSince = undefined;
    this.#isAfterGap = false;
    this.#strayCount = 0;
  }
}
