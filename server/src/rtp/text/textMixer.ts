// What one telephone is shown of the text of several writers, packet by packet: mixed (RFC 9071), or one after the other.
import { randomBytes } from 'node:crypto';
import type { AgreedText } from '../agreedMedia.ts';
import { OutgoingText, type TextPacket } from './outgoingText.ts';
import { GAP } from '@distansmote/shared/signalling/t140.ts';
import { TokenBucket } from '../tokenBucket.ts';
import { type TextWriter, WriterTurns } from './writerTurns.ts';

/**
 * RFC 4103 §6 limits the mean over ten seconds, which a burst of four seconds' worth, and then six tenths of the rate, never
 * exceed: a prompt comes at once, and three may write without a delay.
 */
const BURST_SECONDS = 4;
const SUSTAINED = 0.6;
/** Characters that wait for a slow reader: minutes. Beyond that they are lost. */
const MAX_WAITING = 8_000;
/** Of one meeting, and of those who have left it. */
const MAX_WRITERS = 250;
/** A byte order mark opens a path, and keeps it open through a NAT (RFC 4103 §8, RFC 6263). */
const BYTE_ORDER_MARK = '\uFEFF';
const KEEP_ALIVE_MS = 10_000;
/** The key of what we say ourselves. */
const OURS = '';

export interface MixedPacket extends TextPacket {
  /** Whose text it is, in a mixed stream; undefined: ours, or that of several in turn. */
  contributor: number | undefined;
}

interface MixedWriter {
  ssrc: number;
  name: string;
  text: OutgoingText;
}

/** All times are in whole milliseconds of `performance.now()`. */
export class TextMixer {
  /** Our own text; unless mixed, everybody's. */
  readonly #own = new OutgoingText();
  readonly #turns = new WriterTurns();
  readonly #writers = new Map<string, MixedWriter>();
  #agreed: AgreedText | undefined;
  #rate = new TokenBucket({ perSecond: 0, burst: 0 });
  #sentAt = 0;
  #isOverfull = false;

  agree(agreed: AgreedText): void {
    const before = this.#agreed;
    this.#agreed = agreed;
    if (before === undefined) this.#own.write(BYTE_ORDER_MARK);
    const { charactersPerSecond: cps } = agreed;
    if (before?.charactersPerSecond !== cps)
      this.#rate = new TokenBucket({ perSecond: cps * SUSTAINED, burst: cps * BURST_SECONDS });
  }

  /** Names that the other end knows writers of a mixed stream by. */
  get names(): { ssrc: number; name: string }[] {
    return [...this.#writers.values()].map(({ ssrc, name }) => ({ ssrc, name }));
  }

  /** @returns whether there is a new name among `names` */
  write(writer: TextWriter, text: string): boolean {
    const isFull = this.#length + text.length > MAX_WAITING;
    const written = !isFull ? text : this.#isOverfull ? '' : GAP;
    this.#isOverfull = isFull;
    if (written === '') return false;
    const isMixed = this.#agreed?.isMixed === true;
    if (!isMixed || writer.key === OURS) {
      // Without a contributor it is known to be ours (RFC 9071 §3.7).
      this.#turns.write(isMixed ? { ...writer, name: '' } : writer, written);
      return false;
    }
    const known = this.#writers.get(writer.key);
    const mixed = known ?? this.#open(writer);
    const isNewName = known?.name !== writer.name;
    mixed.name = writer.name;
    mixed.text.write(written);
    return isNewName;
  }

  /** The packets that are due now; to be called often. */
  take(now: number): MixedPacket[] {
    const agreed = this.#agreed;
    if (agreed?.isHearing !== true) return [];
    if (this.#sentAt === 0) this.#sentAt = now;
    if (this.#own.isEmpty && this.#own.isReady(now)) this.#own.write(this.#turns.take(now));
    if (now - this.#sentAt >= KEEP_ALIVE_MS && this.#own.isEmpty) this.#own.write(BYTE_ORDER_MARK);
    const packets: MixedPacket[] = [];
    const streams = [{ ssrc: undefined, text: this.#own }, ...this.#writers.values()];
    // Who has waited the longest goes first, where the rate does not let all write.
    streams.sort((one, other) => one.text.sentAt - other.text.sentAt);
    const mayTake = () => this.#rate.take(1, now);
    for (const { ssrc, text } of streams) {
      if (!text.isDue(now, !this.#rate.has(1, now))) continue;
      const packet = text.next(agreed.generations, mayTake, now);
      this.#sentAt = now;
      packets.push({ ...packet, contributor: ssrc });
    }
    return packets;
  }

  get #length(): number {
    let length = this.#own.length + this.#turns.length;
    for (const { text } of this.#writers.values()) length += text.length;
    return length;
  }

  #open({ key, name }: TextWriter): MixedWriter {
    const [oldest] = this.#writers.keys();
    if (this.#writers.size >= MAX_WRITERS && oldest !== undefined) this.#writers.delete(oldest);
    const opened = { ssrc: randomBytes(4).readUInt32BE(), name, text: new OutgoingText() };
    this.#writers.set(key, opened);
    return opened;
  }
}
