// Socket.IO's connection state recovery, with a bound on what is kept for pages that may come back.
import { SessionAwareAdapter } from 'socket.io-adapter';
import type { MeasuringEncoder } from './boundedParser.ts';

/**
 * Characters of all notices that are kept, for at most the three minutes of the recovery. Honest use: a thousand people in
 * a hundred meetings make about 100 notices of 300 characters a second, 5 MB. Past it the oldest go; a page whose last
 * notice is gone comes back as a new one, and no notice is lost to it.
 */
const MAX_KEPT_CHARACTERS = 32_000_000;
/** What keeping a packet takes beside its text. */
const OVERHEAD_CHARACTERS = 300;
/** So much goes at once, since to take from the front of a long list takes long. */
const DROPPED_SHARE = 1 / 4;

/** As much of the base class's private state as is trimmed here (socket.io-adapter 2.5.8, pinned). */
interface Kept {
  packets: unknown[];
  /** By which `broadcast` has just encoded what it keeps. */
  encoder: MeasuringEncoder;
}

export class RecoveryAdapter extends SessionAwareAdapter {
  /** Of each packet that is kept, in the same order. */
  readonly #lengths: number[] = [];
  #total = 0;

  override broadcast(...[packet, options]: Parameters<SessionAwareAdapter['broadcast']>): void {
    const { packets, encoder } = this as unknown as Kept;
    const before = packets.length;
    super.broadcast(packet, options);
    if (packets.length === before) return;
    const length = OVERHEAD_CHARACTERS + encoder.lastLength;
    this.#lengths.push(length);
    this.#total += length;
    // The base class has dropped what is too old.
    this.#forget(this.#lengths.length - packets.length);
    if (this.#total <= MAX_KEPT_CHARACTERS) return;
    const dropped = Math.ceil(packets.length * DROPPED_SHARE);
    packets.splice(0, dropped);
    this.#forget(dropped);
  }

  #forget(count: number): void {
    for (const length of this.#lengths.splice(0, Math.max(0, count))) this.#total -= length;
  }
}
