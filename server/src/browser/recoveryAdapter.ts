// Socket.IO's connection state recovery, with bounds on the stored packets and on what one socket is sent on
// recovery.
import { SessionAwareAdapter } from 'socket.io-adapter';
import type { MeasuringEncoder } from './boundedParser.ts';

/**
 * Bytes of heap for all stored packets, each kept for at most three minutes. Honest use: a thousand people in a
 * hundred meetings cause about 100 notices of 300 characters a second, 27 MB. Beyond the limit the oldest are
 * dropped. A page that would miss one can't recover, and reconnects as new, which loses nothing.
 */
const MAX_KEPT_BYTES = 32_000_000;
/** Heap overhead per stored packet, and per socket that it was sent to (measured, Node 24). */
const PACKET_BYTES = 750;
const RECIPIENT_BYTES = 26;
/** Dropped in batches: removing from the front of a long array is slow. */
const DROPPED_SHARE = 1 / 4;
/**
 * Max characters of missed packets. They are sent at once, at up to three bytes each, and the connection closes if
 * more than 1 MB is unread; since the page would then return to the same backlog over and over, it has to reconnect
 * as new instead.
 */
const MAX_MISSED_CHARACTERS = 300_000;

/** The base class's private state that is trimmed here (socket.io-adapter 2.5.8, pinned). */
interface Kept {
  packets: unknown[];
  /** Has just encoded the packet that `broadcast` stores. */
  encoder: MeasuringEncoder;
}

export class RecoveryAdapter extends SessionAwareAdapter {
  /** Bytes of each stored packet, in the same order. */
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
    // The base class has dropped expired packets.
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
      // What the base class returns when a session can't be restored.
      if (characters > MAX_MISSED_CHARACTERS) return null as never;
    }
    return restored;
  }

  #forget(count: number): void {
    for (const size of this.#sizes.splice(0, Math.max(0, count))) this.#total -= size;
  }
}
