// A participant by telephone: sends one voice, hears the mix, and is told by voice what others read.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import type { PhoneUplink } from '../media/phoneUplink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { LetGoReason, PhonePerson, Telephone } from '../meetings/leg.ts';

export interface PhoneParticipantParts {
  tell(notice: Notice): void;
  /** Somebody's sound has begun: the telephones of the meeting are to hear it. */
  hear(track: SentTrack): void;
  /** Of an own phone, by the page of its person. */
  setMuted(isMuted: boolean): void;
  browserGone(): void;
  letGo(reason: LetGoReason): void;
}

export class PhoneLeg implements Telephone {
  readonly id: ParticipantId;
  readonly kind = 'phone';
  readonly isConvener = false;
  // What a trunk lets through has its own limits.
  readonly strangerFrom = undefined;
  readonly browserId = undefined;
  readonly media: PhoneUplink;
  readonly numberId: ParticipantId | undefined;
  #person: PhonePerson;
  readonly #parts: PhoneParticipantParts;
  #connection: ConnectionQuality = 'good';
  #closed = false;

  constructor(
    media: PhoneUplink,
    person: PhonePerson,
    numberId: ParticipantId | undefined,
    parts: PhoneParticipantParts,
  ) {
    this.id = media.track.participantId;
    this.media = media;
    this.#person = person;
    this.#parts = parts;
    this.numberId = numberId;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get sentTracks(): SentTrack[] {
    return this.media.track.closed ? [] : [this.media.track];
  }

  leadsStill(): Promise<boolean> {
    return Promise.resolve(false);
  }

  get person(): PhonePerson {
    return this.#person;
  }

  describe(): ReturnType<Telephone['describe']> {
    return {
      id: this.id,
      kind: this.kind,
      ...this.#person,
      isConvener: false,
      connection: this.#connection,
    };
  }

  rename(name: string): boolean {
    this.#person = { ...this.#person, name };
    return true;
  }

  /** @returns whether that is news. */
  setConnection(connection: ConnectionQuality): boolean {
    if (connection === this.#connection) return false;
    this.#connection = connection;
    return true;
  }

  tell(notice: Notice): void {
    if (!this.#closed) this.#parts.tell(notice);
  }

  offer(track: SentTrack): void {
    this.#parts.hear(track);
  }

  setHearsByPhone(): void {
    // It is the telephone.
  }

  setMuted(isMuted: boolean): void {
    this.#parts.setMuted(isMuted);
  }

  browserGone(person: PhonePerson): void {
    this.#person = person;
    this.#parts.browserGone();
  }

  letGo(reason: LetGoReason): void {
    this.#parts.letGo(reason);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.media.close();
  }
}
