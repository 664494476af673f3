// Socket.IO's connection state recovery, with a bound on what is kept for pages that may come back, and on what one is sent.
import { SessionAwareAdapter } from 'socket.io-adapter';
import type { MeasuringEncoder } from './boundedParser.ts';

/**
 * Bytes of heap of all notices that are kept, for at most the three minutes of the recovery. Honest use: a thousand people
 * in a hundred meetings make about 100 notices of 300 characters a second, 27 MB. Past it the oldest go; a page whose last
 * notice is gone comes back as a new one, and no notice is lost to it.
 */
const MAX_KEPT_BYTES = 32_000_000;
/** What keeping a packet takes beside its text, and for each socket that it was for (measured, Node 24). */
const PACKET_BYTES = 750;
const RECIPIENT_BYTES = 26;
/** So much goes at once, since to take from the front of a long list takes long. */
const DROPPED_SHARE = 1 / 4;
/**
 * Characters of what a page has missed. It is sent all at once, each character as three bytes at most, and past 1 MB that is not
 * read the connection would be closed: again and again, since the page would come back to the same. It comes as a new one.
 */
const MAX_MISSED_CHARACTERS = 300_000;

/** As much of the base class's private state as is trimmed here (socket.io-adapter 2.5.8, pinned). */
interface Kept {
  packets: unknown[];
  /** By which `broadcast` has just encoded what it keeps. */
  encoder: MeasuringEncoder;
}

export class RecoveryAdapter extends SessionAwareAdapter {
  /** Of each packet that is kept, in bytes, in the same order. */
  readonly #sizes: number[] = [];
  #total = 0;

  override broadcast(...[packet, options]: Parameters<SessionAwareAdapter['broadcast']>): void {
    const { packets, encoder } = this as unknown as Kept;
    const before = packets.length;
    super.broadcast(packet, options);
    if (packets.length === before) return;
    const size = encoder.lastLength + PACKET_BYTES + RECIPIENT_BYTES * options.rooms.size;
    this.#sizes.push(size);
    this.#total += size;
    // The base class has dropped what is too old.
    this.#forget(this.#sizes.length - packets.length);
    if (this.#total <= MAX_KEPT_BYTES) return;
    const dropped = Math.ceil(packets.length * DROPPED_SHARE);
    packets.splice(0, dropped);
    this.#forget(dropped);
  }

  override async restoreSession(
    ...session: Parameters<SessionAwareAdapter['restoreSession']>
  ): ReturnType<SessionAwareAdapter['restoreSession']> {
    const restored = await super.restoreSession(...session);
    let characters = 0;
    for (const packet of restored?.missedPackets ?? []) {
      characters += JSON.stringify(packet).length;
      // As the base class says that it remembers too little.
      if (characters > MAX_MISSED_CHARACTERS) return null as never;
    }
    return restored;
  }

  #forget(count: number): void {
    for (const size of this.#sizes.splice(0, Math.max(0, count))) this.#total -= size;
  }
}
