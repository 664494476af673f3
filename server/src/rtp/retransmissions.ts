// Keeps the latest packets that were sent, for an other end that asks for some again (RFC 4585 §6.2.1).
import { TokenBucket } from './tokenBucket.ts';

/** Packets, a power of two: more than a second of 720p. */
const KEPT = 512;
/** Older ones would come too late. */
const MAX_AGE_MS = 1_000;
/** The same packet asked for again so soon is one request. */
const MIN_INTERVAL_MS = 10;
/** Bytes: a request must not cost many times what it weighs. */
const BUDGET = { perSecond: 100_000, burst: 50_000 };

interface Kept {
  packet: Buffer;
  sequence: number;
  sentAt: number;
  againAt: number;
}

/** All times are in milliseconds of `performance.now()`. */
export class Retransmissions {
  #kept: (Kept | undefined)[] = Array.from({ length: KEPT });
  readonly #budget = new TokenBucket(BUDGET);

  /** @param packet as it was sent: encrypted again it would be another (RFC 3711 §9.1). */
  keep(sequence: number, packet: Buffer, now: number): void {
    this.#kept[sequence % KEPT] = { packet, sequence, sentAt: now, againAt: -Infinity };
  }

  /** @returns the packets that may be sent again now. */
  take(sequences: readonly number[], now: number): Buffer[] {
    const taken: Buffer[] = [];
    for (const sequence of sequences) {
      const kept = this.#kept[sequence % KEPT];
      if (kept?.sequence !== sequence || now - kept.sentAt > MAX_AGE_MS) continue;
      if (now - kept.againAt < MIN_INTERVAL_MS) continue;
      if (!this.#budget.take(kept.packet.length, now)) break;
      kept.againAt = now;
      taken.push(kept.packet);
    }
    return taken;
  }

  clear(): void {
    this.#kept = Array.from({ length: KEPT });
  }
}
