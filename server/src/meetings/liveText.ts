// A meeting's real-time text: what each person's line is at, and the latest lines that have ended. In memory only.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { LiveLine } from '@distansmote/shared/signalling/liveText.ts';
import {
  LIVE_LINE_MAX_LENGTH,
  LIVE_LINE_REST_MS,
  LIVE_TEXT_KEPT,
} from '@distansmote/shared/signalling/liveTextLimits.ts';
import { BACKSPACE, NEW_LINE, tidyT140 } from '@distansmote/shared/signalling/t140.ts';
import type { Reply } from '@distansmote/shared/signalling/requests.ts';
import type { MeetingState } from './meetingState.ts';
import type { Person } from './person.ts';
import type { Roster } from './roster.ts';

/** Of a meeting, as JSON in UTF-8. Beyond it the oldest lines are dropped. */
const MAX_LINES_BYTES = 96_000;
/** Of all lines that are being written, in UTF-16 code units. Beyond it they end sooner. */
const MAX_LIVE_LENGTH = 20_000;
/** So long any line may get, however many others never end theirs; in UTF-16 code units. */
const LIVE_LINE_SHARE = 200;

interface Writer {
  live: string;
  /** 0 before a page of theirs has written. */
  lastSeq: number;
  /** Ends the line of a telephone, which does not do so itself when its writer rests. */
  resting?: NodeJS.Timeout | undefined;
}

export class LiveText {
  readonly #roster: Roster;
  readonly #writers = new Map<ParticipantId, Writer>();
  /** Oldest first, with their sizes. */
  #lines: { line: LiveLine; bytes: number }[] = [];
  /** From the time on, so that a meeting that opens anew after a crash goes on with higher numbers. */
  #began = Date.now();
  #nextNumber = this.#began + 1;
  #dropped = 0;

  constructor(roster: Roster) {
    this.#roster = roster;
  }

  get state(): MeetingState['liveText'] {
    return {
      lines: this.#lines.map(({ line }) => line),
      writers: [...this.#writers].map(([id, { live, lastSeq }]) => ({ id, live, lastSeq })),
      began: this.#began,
      nextNumber: this.#nextNumber,
      dropped: this.#dropped,
    };
  }

  /** Of a meeting that was at another server; again when a later state comes. */
  restore({ lines, writers, began, nextNumber, dropped }: MeetingState['liveText']): void {
    this.close();
    this.#writers.clear();
    for (const { id, ...writer } of writers) this.#writers.set(id, writer);
    this.#lines = lines.map((line) => ({ line, bytes: bytesOf(line) }));
    this.#began = began ?? this.#began;
    this.#nextNumber = Math.max(this.#nextNumber, nextNumber);
    this.#dropped = dropped;
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

  /** Whether that number is to come next, has arrived before, or comes too soon. */
  orderOf(id: ParticipantId, seq: number): 'next' | 'known' | 'tooSoon' {
    const lastSeq = this.#writers.get(id)?.lastSeq ?? 0;
    if (seq <= lastSeq) return 'known';
    return seq === lastSeq + 1 ? 'next' : 'tooSoon';
  }

  /** The last number given; all numbers that come later are higher. */
  get at(): number {
    return this.#nextNumber - 1;
  }

  /**
   * Somebody writes by a page, which numbers what it sends, and ends its lines itself.
   * @param written tidy T.140, that is to come next (`orderOf`)
   */
  writeNumbered(person: Person, { seq, text }: { seq: number; text: string }): void {
    const writer = this.#writerOf(person.id);
    writer.lastSeq = seq;
    this.#apply(person, writer, text);
  }

  /** @returns what newcomers see, and those who come back. */
  readBy(id: ParticipantId): Reply<'readText'> {
    const writing = [...this.#writers].flatMap(([participantId, { live: text }]) =>
      text === '' ? [] : [{ participantId, text }],
    );
    return {
      lines: this.#lines.map(({ line }) => line),
      writing,
      lastSeq: this.#writers.get(id)?.lastSeq ?? 0,
      at: this.at,
      dropped: this.#dropped,
      began: this.#began,
    };
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
    const writer: Writer = { live: '', lastSeq: 0 };
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
    const left = length + MAX_LIVE_LENGTH - this.#liveLength;
    const room = Math.min(LIVE_LINE_MAX_LENGTH, Math.max(LIVE_LINE_SHARE, left));
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
    for (const one of ended) this.#keep(person, one);
    if (ended.length > 0) this.#dropBeyondLimits(person.id);
    const at = this.#nextNumber;
    this.#nextNumber += 1;
    const text = told.join('');
    const event = { type: 'textWritten', person, text, at } as const;
    this.#roster.tellOthers(person.id, ended.length > 0 ? { ...event, line } : event);
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
    let bytes = 0;
    const kept = this.#lines.toReversed().filter(({ line, bytes: size }) => {
      if (line.participantId === id) characters += line.text.length;
      const isKept = line.participantId !== id || characters <= LIVE_TEXT_KEPT;
      if (isKept) bytes += size;
      if (isKept && bytes <= MAX_LINES_BYTES) return true;
      this.#dropped = Math.max(this.#dropped, line.number);
      return false;
    });
    this.#lines = kept.toReversed();
  }
}

const bytesOf = (line: LiveLine): number => Buffer.byteLength(JSON.stringify(line));
