// A meeting's real-time text: what each person's line is at, and the latest lines that have ended. In memory only.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LiveLine } from '@distansmote/shared/signalling/liveText.ts';
import {
  LIVE_LINE_MAX_LENGTH,
  LIVE_LINE_REST_MS,
  LIVE_TEXT_KEPT,
} from '@distansmote/shared/signalling/liveTextLimits.ts';
import { BACKSPACE, GAP, NEW_LINE, tidyT140 } from '@distansmote/shared/signalling/t140.ts';
import type { MeetingState } from './meetingState.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

/** Of a meeting, as JSON in UTF-8. Beyond it the oldest lines are dropped. */
const MAX_LINES_BYTES = 96_000;
/** Of all lines that are being written, in UTF-16 code units. Beyond it they end sooner. */
const MAX_LIVE_LENGTH = 20_000;

interface Writer {
  live: string;
  /** Undefined while they have written by telephone only. */
  lastSeq?: number | undefined;
  /** Ends the line of a telephone, which does not do so itself when its writer rests. */
  resting?: NodeJS.Timeout | undefined;
}

export interface LiveTextRead {
  lines: LiveLine[];
  writing: { participantId: ParticipantId; text: string }[];
  lastSeq: number | null;
}

export class LiveText {
  readonly #roster: Roster;
  readonly #writers = new Map<ParticipantId, Writer>();
  /** Oldest first, with their sizes. */
  #lines: { line: LiveLine; bytes: number }[] = [];
  /** From the time on, so that a meeting that opens anew after a crash goes on with higher ones. */
  #nextNumber = Date.now();

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  get state(): MeetingState['liveText'] {
    return {
      lines: this.#lines.map(({ line }) => line),
      writers: [...this.#writers].map(([id, { live, lastSeq }]) => ({
        id,
        live,
        ...(lastSeq !== undefined && { lastSeq }),
      })),
      nextNumber: this.#nextNumber,
    };
  }

  /** Of a meeting that was at another server; again when a later state comes. */
  restore({ lines, writers, nextNumber }: MeetingState['liveText']): void {
    this.close();
    this.#writers.clear();
    for (const { id, ...writer } of writers) this.#writers.set(id, writer);
    this.#lines = lines.map((line) => ({ line, bytes: bytesOf(line) }));
    this.#nextNumber = Math.max(this.#nextNumber, nextNumber);
  }

  /**
   * Somebody writes by telephone, where a rest ends the line.
   * @param text any T.140
   */
  write(person: Person, text: string): void {
    const writer = this.#writerOf(person.id);
    clearTimeout(writer.resting);
    this.#apply(person, writer, tidyT140(text));
    if (writer.live === '') return;
    const end = () => this.#apply(person, writer, NEW_LINE);
    writer.resting = setTimeout(end, LIVE_LINE_REST_MS).unref();
  }

  /** Whether that number has not arrived before. */
  isNew(id: ParticipantId, seq: number): boolean {
    return seq > (this.#writers.get(id)?.lastSeq ?? 0);
  }

  /**
   * Somebody writes by a page, which numbers what it sends, and ends its lines itself.
   * @param written tidy T.140
   * @returns the last number that has arrived.
   */
  writeNumbered(person: Person, { seq, text }: { seq: number; text: string }): number {
    const writer = this.#writerOf(person.id);
    const { lastSeq } = writer;
    if (lastSeq !== undefined && seq <= lastSeq) return lastSeq;
    writer.lastSeq = seq;
    const isWhole = lastSeq === undefined || seq === lastSeq + 1;
    this.#apply(person, writer, isWhole ? text : GAP + text);
    return seq;
  }

  /** @returns what newcomers see, and those who come back. */
  readBy(id: ParticipantId): LiveTextRead {
    const writing = [...this.#writers].flatMap(([participantId, { live: text }]) =>
      text === '' ? [] : [{ participantId, text }],
    );
    const lines = this.#lines.map(({ line }) => line);
    return { lines, writing, lastSeq: this.#writers.get(id)?.lastSeq ?? null };
  }

  /** Whether there is anything to read. */
  get isEmpty(): boolean {
    return this.#lines.length === 0 && [...this.#writers.values()].every(({ live }) => live === '');
  }

  /** Before the others are told that they have left: their line has ended. */
  left(person: Person): void {
    const writer = this.#writers.get(person.id);
    if (writer !== undefined) this.#apply(person, writer, NEW_LINE);
    this.forget(person.id);
  }

  /** They have not come back. */
  forget(id: ParticipantId): void {
    clearTimeout(this.#writers.get(id)?.resting);
    this.#writers.delete(id);
  }

  close(): void {
    for (const { resting } of this.#writers.values()) clearTimeout(resting);
  }

  #writerOf(id: ParticipantId): Writer {
    const known = this.#writers.get(id);
    if (known !== undefined) return known;
    const writer: Writer = { live: '' };
    this.#writers.set(id, writer);
    return writer;
  }

  /**
   * Tells the others what they can apply as it stands: without what changes nothing, and with each end of a line.
   * @param operations tidy T.140
   */
  #apply(person: Person, writer: Writer, operations: string): void {
    const told: string[] = [];
    const ended: string[] = [];
    let live = Array.from(writer.live);
    let { length } = writer.live;
    const room = Math.min(LIVE_LINE_MAX_LENGTH, length + MAX_LIVE_LENGTH - this.#liveLength);
    for (const character of operations) {
      if (character === BACKSPACE) {
        const erased = live.pop();
        if (erased === undefined) continue;
        length -= erased.length;
      } else if (character === NEW_LINE || length + character.length > room) {
        if (live.length > 0) {
          ended.push(live.join(''));
          told.push(NEW_LINE);
        }
        live = character === NEW_LINE ? [] : [character];
        length = character === NEW_LINE ? 0 : character.length;
        if (character === NEW_LINE) continue;
      } else {
        live.push(character);
        length += character.length;
      }
      told.push(character);
    }
    writer.live = live.join('');
    if (told.length === 0) return;
    const line = this.#nextNumber;
    for (const text of ended) this.#keep(person, text);
    if (ended.length > 0) this.#dropBeyondLimits(person.id);
    const text = told.join('');
    this.#roster.tellOthers(person.id, {
      type: 'textWritten',
      person,
      text,
      ...(ended.length > 0 && { line }),
    });
  }

  get #liveLength(): number {
    return [...this.#writers.values()].reduce((sum, { live }) => sum + live.length, 0);
  }

  #keep({ id, displayName: name }: Person, text: string): void {
    const line = { number: this.#nextNumber, participantId: id, name, text };
    this.#nextNumber += 1;
    this.#lines.push({ line, bytes: bytesOf(line) });
  }

  /** @param id who has just written */
  #dropBeyondLimits(id: ParticipantId): void {
    let characters = 0;
    this.#lines = this.#lines
      .toReversed()
      .filter(({ line }) => {
        if (line.participantId === id) characters += line.text.length;
        return line.participantId !== id || characters <= LIVE_TEXT_KEPT;
      })
      .toReversed();
    let bytes = this.#lines.reduce((sum, one) => sum + one.bytes, 0);
    const kept = this.#lines.findIndex((one) => {
      if (bytes <= MAX_LINES_BYTES) return true;
      bytes -= one.bytes;
      return false;
    });
    this.#lines = kept < 0 ? [] : this.#lines.slice(kept);
  }
}

const bytesOf = (line: LiveLine): number => Buffer.byteLength(JSON.stringify(line));
