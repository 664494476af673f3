// A person's leg on a telephone: sends one microphone track, and hears the mix of the others.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ConnectionQuality } from '@distansmote/shared/signalling/shapes.ts';
import type { PhoneUplink } from '../media/phoneUplink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from '../meetings/events.ts';
import type { Leg } from '../meetings/leg.ts';

export interface PhoneLegListeners {
  onEvent(event: MeetingEvent): void;
  /** Somebody's track has started: add it to the mix for telephones. */
  onTrackOffered(leg: PhoneLeg, track: SentTrack): void;
}

export class PhoneLeg implements Leg {
  readonly personId: ParticipantId;
  readonly kind = 'phone';
  readonly capabilities = { readsChat: false, namesItself: false, takesOverAudio: true };
  readonly aliasId: ParticipantId | undefined;
  readonly media: PhoneUplink;
  readonly #listeners: PhoneLegListeners;
  #connectionQuality: ConnectionQuality = 'good';
  #hasStarted = false;
  #closed = false;

  constructor(
    media: PhoneUplink,
    aliasId: ParticipantId | undefined,
    listeners: PhoneLegListeners,
  ) {
    this.personId = media.track.participantId;
    this.media = media;
    this.aliasId = aliasId;
    this.#listeners = listeners;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get sentTracks(): SentTrack[] {
    return this.media.track.closed ? [] : [this.media.track];
  }

  get connectionQuality(): ConnectionQuality {
    return this.#connectionQuality;
  }

  /** @returns whether it changed. */
  setConnectionQuality(quality: ConnectionQuality): boolean {
    const hasChanged = quality !== this.#connectionQuality;
    this.#connectionQuality = quality;
    return hasChanged;
  }

  start(): void {
    this.#hasStarted = true;
  }

  /** Nothing before `start`: until then the join flow itself checks whether the meeting goes on. */
  tell(event: MeetingEvent): void {
    if (this.#hasStarted && !this.#closed) this.#listeners.onEvent(event);
  }

  offer(track: SentTrack): void {
    this.#listeners.onTrackOffered(this, track);
  }

  setAudioForwarding(): void {
    // Always forwards: it is the leg that carries the audio.
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.media.close();
  }
}
