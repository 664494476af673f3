// Real-time text that arrives (RFC 4103): put in order, what is lost taken from later packets, and the rest marked.
import { ReorderBuffer, type OrderedPacket } from '../reorderBuffer.ts';
import { type RtpPacket, sequenceDistance, timestampDistance } from '../rtpPacket.ts';
import { type RedBlock, readRed } from './red.ts';
import { GAP, NEW_LINE } from '@distansmote/shared/signalling/t140.ts';
import { T140Decoder } from './t140Decoder.ts';

/** How long more packets than redundancy makes up for are waited for: at 300 ms each, a network delays none for longer. */
const WAIT_MS = 400;
/** Of one packet: more than anybody writes at a time, also with its redundancy. */
const MAX_BYTES = 2_000;
/** A mixer's writers that are remembered. */
const MAX_WRITERS = 50;
/** Of text that comes from the other end itself, and not from somebody behind it. */
const ITSELF = -1;

export interface TextFormats {
  payloadType: number;
  redundancyPayloadType: number | undefined;
  generations: number;
  /** The other end may mix the text of several (RFC 9071); else a CSRC says nothing. */
  isMixed: boolean;
}

interface Writer {
  decoder: T140Decoder;
  /** Of its newest block. */
  timestamp: number | undefined;
  /** How many packets of the stream had been lost when that arrived. */
  lostBefore: number;
}

/** All times are in milliseconds of `performance.now()`. */
export class TextReceiver {
  readonly #order = new ReorderBuffer(WAIT_MS);
  readonly #writers = new Map<number, Writer>();
  #formats: TextFormats | undefined;
  #ssrc: number | undefined;
  #sequence: number | undefined;
  /** Packets, whose ever. */
  #lost = 0;
  /** How many repetitions a packet has: as many as the last two had both (RFC 4103 §5.3). */
  #level = 0;
  #repetitions = 0;
  /** Who wrote last, and has not ended their line. */
  #inLine: number | undefined;

  agree(formats: TextFormats): void {
    this.#formats = formats;
  }

  /** @returns the text whose turn it is: characters, backspaces (U+0008) and new lines (U+2028) */
  receive(packet: RtpPacket, now: number): string {
    if (this.#formats === undefined || packet.payload.length > MAX_BYTES) return '';
    if (packet.ssrc !== this.#ssrc) this.#restart(packet.ssrc);
    const ordered = this.#order.put(packet, now);
    const missing = this.#order.missing().length;
    if (missing > 0 && missing <= this.#formats.generations) ordered.push(...this.#skip(now));
    return this.#textOf(ordered);
  }

  /** To be called often: gives up what is waited for in vain. */
  flush(now: number): string {
    return this.#textOf(this.#order.flush(now));
  }

  /** What is missing comes again in what is there. */
  #skip(now: number): OrderedPacket[] {
    this.#order.maxWaitMs = 0;
    const skipped = this.#order.flush(now);
    this.#order.maxWaitMs = WAIT_MS;
    return skipped;
  }

  #textOf(ordered: readonly OrderedPacket[]): string {
    return ordered.map(({ packet }) => this.#take(packet)).join('');
  }

  #take(packet: RtpPacket): string {
    const blocks = this.#blocksOf(packet);
    const before = this.#sequence;
    this.#sequence = packet.sequence;
    if (blocks === undefined) return '';
    const missing =
      before === undefined ? 0 : Math.max(0, sequenceDistance(packet.sequence, before) - 1);
    const source = (this.#formats?.isMixed === true && packet.contributors?.[0]) || ITSELF;
    const writer = this.#writerOf(source);
    this.#lost += missing;
    const older = blocks.slice(0, -1);
    const isNew = ({ offset }: RedBlock) =>
      writer.timestamp === undefined ||
      timestampDistance(packet.timestamp - offset, writer.timestamp) > 0;
    // A mixer's redundancy is of this writer's packets, and not of those just before (RFC 9071 §3.11).
    const isShared = source !== ITSELF || this.#writers.size > 1;
    const repeated =
      isShared || before === undefined ? older : older.slice(Math.max(0, older.length - missing));
    const recovered = repeated.filter(isNew);
    const level = this.#levelWith(older.length);
    // Of a mixer's packets those of this writer may have been lost, unless one repeats what is known (§3.16.2).
    const isDoubtful = isShared && recovered.length === older.length;
    const isLost = missing > level || (isDoubtful && this.#lost - writer.lostBefore > level);
    const newest = blocks.at(-1);
    const text = [
      isLost ? writer.decoder.lose() : '',
      ...[...recovered, ...(newest === undefined ? [] : [newest])].map(({ payload }) =>
        writer.decoder.write(payload),
      ),
    ].join('');
    writer.timestamp = packet.timestamp;
    writer.lostBefore = this.#lost;
    return this.#ofOneWriter(source, text);
  }

  /** Repetitions that are left out were empty, and too old. */
  #levelWith(repetitions: number): number {
    if (repetitions === this.#repetitions) this.#level = repetitions;
    this.#repetitions = repetitions;
    return Math.max(this.#level, repetitions);
  }

  /** Oldest first. */
  #blocksOf({ payloadType, payload }: RtpPacket): RedBlock[] | undefined {
    const formats = this.#formats;
    if (formats === undefined) return undefined;
    if (payloadType === formats.payloadType) return [{ payloadType, offset: 0, payload }];
    if (payloadType !== formats.redundancyPayloadType) return undefined;
    const blocks = readRed(payload);
    const isText = blocks?.every((block) => block.payloadType === formats.payloadType);
    return isText === true ? blocks : undefined;
  }

  #writerOf(source: number): Writer {
    const known = this.#writers.get(source);
    if (known !== undefined) return known;
    if (this.#writers.size >= MAX_WRITERS) this.#writers.clear();
    const writer: Writer = {
      decoder: new T140Decoder(),
      timestamp: undefined,
      lostBefore: this.#lost,
    };
    this.#writers.set(source, writer);
    return writer;
  }

  /** Those behind one call are one person to the meeting: each begins a line. */
  #ofOneWriter(source: number, text: string): string {
    if (text === '' || text === GAP) return text;
    const isCutIn = this.#inLine !== undefined && this.#inLine !== source;
    this.#inLine = text.endsWith(NEW_LINE) ? undefined : source;
    return isCutIn ? NEW_LINE + text : text;
  }

  #restart(ssrc: number): void {
    this.#ssrc = ssrc;
    this.#sequence = undefined;
    this.#level = 0;
    this.#repetitions = 0;
    this.#order.clear();
    this.#writers.clear();
  }
}
