// A participant by telephone: sends one voice, hears the mix, and is told by voice what others read.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type {
  ConnectionQuality,
  ParticipantDescription,
} from '@distansmote/shared/signalling/shapes.ts';
import type { PhoneMedia } from '../media/phoneMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Participant } from '../meetings/participant.ts';

export interface PhoneParticipantParts {
  tell(notice: Notice): void;
  /** Somebody's sound has begun: the telephones of the meeting are to hear it. */
  hear(track: SentTrack): void;
}

export class PhoneParticipant implements Participant {
  readonly id: ParticipantId;
  readonly kind = 'phone';
  readonly isConvener = false;
  readonly media: PhoneMedia;
  #name: string;
  readonly #parts: PhoneParticipantParts;
  #connection: ConnectionQuality = 'good';
  #closed = false;

  /** @param name as the others see it: a masked number. */
  constructor(media: PhoneMedia, name: string, parts: PhoneParticipantParts) {
    this.id = media.track.participantId;
    this.media = media;
    this.#name = name;
    this.#parts = parts;
  }

  get sentTracks(): SentTrack[] {
    return this.media.track.closed ? [] : [this.media.track];
  }

  leadsStill(): Promise<boolean> {
    return Promise.resolve(false);
  }

  describe(): Omit<ParticipantDescription, 'handRaisedAt'> {
    return {
      id: this.id,
      kind: this.kind,
      name: this.#name,
      profession: '',
      isConvener: false,
      connection: this.#connection,
    };
  }

  rename(name: string): boolean {
    this.#name = name;
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

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.media.close();
  }
}
