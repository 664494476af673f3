// A person's leg by a SIP call, on a telephone or a room system: sends a microphone track, and hears the mix of the others.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ConnectionQuality, PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { PictureUplink } from '../media/pictureUplink.ts';
import type { AudioUplink } from '../media/audioUplink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from '../meetings/events.ts';
import type { Leg } from '../meetings/leg.ts';

export interface CallLegListeners {
  onEvent(event: MeetingEvent): void;
  /** Somebody's track has started: add it to what the call hears. */
  onTrackOffered(leg: CallLeg, track: SentTrack): void;
}

export class CallLeg implements Leg {
  readonly personId: ParticipantId;
  readonly kind: 'phone' | 'room';
  /** It reads text while its call has a line for that. */
  readonly capabilities = {
    readsChat: false,
    readsText: false,
    namesItself: false,
    takesOverAudio: true,
    getsReady: false,
  };
  readonly aliasId: ParticipantId | undefined;
  readonly media: AudioUplink;
  readonly #listeners: CallLegListeners;
  #pictures: readonly PictureUplink[] = [];
  #connectionQuality: ConnectionQuality = 'good';
  #pictureLimit: PictureLimit | undefined;
  #hasStarted = false;
  #closed = false;

  constructor(
    kind: CallLeg['kind'],
    media: AudioUplink,
    aliasId: ParticipantId | undefined,
    listeners: CallLegListeners,
  ) {
    this.kind = kind;
    this.personId = media.track.participantId;
    this.media = media;
    this.aliasId = aliasId;
    this.#listeners = listeners;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get sentTracks(): SentTrack[] {
    const tracks = [this.media.track, ...this.#pictures.map(({ track }) => track)];
    return tracks.filter(({ closed }) => !closed);
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

  get pictureLimit(): PictureLimit | undefined {
    return this.#pictureLimit;
  }

  /** @returns whether it changed. */
  setPictureLimit(limit: PictureLimit | undefined): boolean {
    const hasChanged = limit !== this.#pictureLimit;
    this.#pictureLimit = limit;
    return hasChanged;
  }

  /** A room system's camera, or the screen that it shares. @param picture closed with the leg, if not before. */
  addPicture(picture: PictureUplink): void {
    this.#pictures = [...this.#pictures.filter(({ track }) => !track.closed), picture];
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
    for (const picture of this.#pictures) picture.close();
  }
}
