// What one telephone is shown of the text of several writers, packet by packet: mixed (RFC 9071), or one after the other.
import { randomBytes } from 'node:crypto';
import type { AgreedText } from '../agreedMedia.ts';
import { OutgoingText, type TextBlocks } from './outgoingText.ts';
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

export interface MixedPacket {
  blocks: TextBlocks;
  /** Follows a pause of the whole stream (RFC 4103 §3.5). */
  isFirst: boolean;
  /** Whose text it is, in a mixed stream; undefined: ours, or that of several in turn. */
  contributor: number | undefined;
}

interface MixedWriter {
  ssrc: number;
  writer: TextWriter;
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
  #sentAt: number | undefined;
  #isOverfull = false;

  agree(agreed: AgreedText): void {
    const before = this.#agreed;
    this.#agreed = agreed;
    if (before === undefined) this.#own.write(BYTE_ORDER_MARK);
    if (!agreed.isMixed) this.#unmix();
    const { charactersPerSecond: cps } = agreed;
    if (before?.charactersPerSecond !== cps)
      this.#rate = new TokenBucket({ perSecond: cps * SUSTAINED, burst: cps * BURST_SECONDS });
  }

  /** Names that the other end knows writers of a mixed stream by. */
  get names(): { ssrc: number; name: string }[] {
    return [...this.#writers.values()].map(({ ssrc, writer }) => ({ ssrc, name: writer.name }));
  }

  /** @returns whether there is a new name among `names` */
  write(writer: TextWriter, text: string): boolean {
    const isFull = this.#length + text.length > MAX_WAITING;
    const written = !isFull ? text : this.#isOverfull ? '' : GAP;
    this.#isOverfull = isFull;
    if (written === '') return false;
    const isMixed = this.#agreed?.isMixed === true;
    if (!isMixed || writer.key === OURS) {
      // Without a contributor it is known to be ours (RFC 9071 §3.13).
      this.#turns.write(isMixed ? { ...writer, name: '' } : writer, written);
      return false;
    }
    const known = this.#writers.get(writer.key);
    const mixed = known ?? this.#open(writer);
    const isNewName = known?.writer.name !== writer.name;
    mixed.writer = writer;
    mixed.text.write(written);
    return isNewName;
  }

  /** The packet that is due now, if any; to be called often. */
  take(now: number): MixedPacket | undefined {
    const agreed = this.#agreed;
    // One at a time: sequential packets have different timestamps (RFC 4103 §3.5).
    if (agreed?.isHearing !== true || now === this.#sentAt) return undefined;
    this.#fillOwn(agreed.isMixed, now);
    const affordable = this.#rate.available(now);
    const streams = [{ ssrc: undefined, text: this.#own }, ...this.#writers.values()];
    const [due] = streams
      .filter(({ text }) => text.isDue(now, affordable, agreed.isMixed))
      // Who has waited the longest.
      .toSorted((one, other) => one.text.sentAt - other.text.sentAt);
    if (due === undefined) return undefined;
    const isFirst = streams.every(({ text }) => text.isIdle);
    const before = due.text.length;
    const blocks = due.text.next(agreed.generations, affordable, now);
    this.#rate.take(before - due.text.length, now);
    this.#sentAt = now;
    return { blocks, isFirst, contributor: due.ssrc };
  }

  #fillOwn(isMixed: boolean, now: number): void {
    if (!this.#own.isEmpty) return;
    if (isMixed || !this.#own.isCollecting(now)) this.#own.write(this.#turns.take(now));
    const isQuiet = now - (this.#sentAt ?? now) >= KEEP_ALIVE_MS;
    if (isQuiet && this.#own.isEmpty) this.#own.write(BYTE_ORDER_MARK);
  }

  /** From now on nobody has a stream of their own (RFC 9071 §2.3.4). */
  #unmix(): void {
    for (const { writer, text } of this.#writers.values())
      this.#turns.write(writer, text.withdraw());
    this.#writers.clear();
  }

  get #length(): number {
    let length = this.#own.length + this.#turns.length;
    for (const { text } of this.#writers.values()) length += text.length;
    return length;
  }

  #open(writer: TextWriter): MixedWriter {
    const [oldest] = this.#writers.keys();
    if (this.#writers.size >= MAX_WRITERS && oldest !== undefined) this.#writers.delete(oldest);
    const opened = { ssrc: randomBytes(4).readUInt32BE(), writer, text: new OutgoingText() };
    this.#writers.set(writer.key, opened);
    return opened;
  }
}
