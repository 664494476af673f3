// One meeting's media: its places on one or more workers, whose voices are heard, and who is speaking.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Host, MediaPlace } from './mediaPlace.ts';
import { type MeetingSide, ParticipantMedia } from './participantMedia.ts';
import { PhoneListening, type PhoneListeningListeners } from './phoneListening.ts';
import { PhoneMedia, type PhoneSending } from './phoneMedia.ts';
import { hostFor } from './placement.ts';
import type { SentTrack } from './sentTrack.ts';
import { Speakers } from './speakers.ts';
import { Voices } from './voices.ts';

// Camera and screen at their best with retransmissions; more than this is no browser of ours.
const MAX_INCOMING_BITRATE = 8_000_000;

export interface MeetingListeners {
  /** A worker died, and media of the meeting with it. */
  onFailed(): void;
  /** The loudest first. */
  onSpeakersChanged(speakerIds: ParticipantId[]): void;
  /** Of so many voices at once these are not passed on. */
  onUnheardChanged(suppressedIds: ParticipantId[]): void;
}

/** The workers that a meeting can be on. */
export interface MediaHosts {
  readonly hosts: readonly Host[];
  /** With so many participants a worker has enough to do. */
  readonly spreadAt: number;
  openPlace(host: Host): Promise<MediaPlace>;
}

export class MeetingMedia {
  readonly #workers: MediaHosts;
  /** One on each worker that the meeting is on, as it is being opened. */
  readonly #places = new Map<Host, Promise<MediaPlace>>();
  readonly #participants = new Set<ParticipantMedia>();
  readonly #phoneListenings = new Set<PhoneListening>();
  readonly #speakers: Speakers;
  readonly #voices: Voices;
  readonly #listeners: MeetingListeners;
  #closed = false;

  private constructor(workers: MediaHosts, listeners: MeetingListeners) {
    this.#workers = workers;
    this.#listeners = listeners;
    this.#speakers = new Speakers((speakerIds) => {
      for (const participant of this.#participants) participant.favour(speakerIds);
      listeners.onSpeakersChanged(speakerIds);
    });
    this.#voices = new Voices((suppressedIds) => {
      for (const participant of this.#participants) participant.setUnheard(suppressedIds);
      for (const listening of this.#phoneListenings) listening.setUnheard(suppressedIds);
      listeners.onUnheardChanged(suppressedIds);
    });
  }

  static async open(workers: MediaHosts, listeners: MeetingListeners): Promise<MeetingMedia> {
    const media = new MeetingMedia(workers, listeners);
    await media.#place();
    return media;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Who is held back, of so many voices at once. */
  get suppressedIds(): ParticipantId[] {
    return this.#voices.suppressedIds;
  }

  /**
   * Two transports for one participant: one to send to us, one to receive from us.
   * @param told what concerns this participant alone, as it changes.
   */
  async openParticipant(
    participantId: ParticipantId,
    rtpCapabilities: RtpCapabilities,
    told: Omit<MeetingSide, 'isHeard'>,
  ): Promise<ParticipantMedia> {
    const place = await this.#place();
    // At once: of many who come at the same time each must count.
    place.host.participantCount += 1;
    let participant: ParticipantMedia;
    try {
      const [send, receive] = await Promise.all([place.openTransport(), place.openTransport()]);
      await send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
      participant = new ParticipantMedia(participantId, place, rtpCapabilities, send, receive, {
        ...told,
        isHeard: (id) => this.#voices.isHeard(id),
      });
      send.observer.once('close', () => {
        place.host.participantCount -= 1;
        this.#participants.delete(participant);
      });
    } catch (error) {
      place.host.participantCount -= 1;
      throw error;
    }
    this.#participants.add(participant);
    return participant;
  }

  /** A telephone's way into the meeting. */
  async openPhone(participantId: ParticipantId, sending: PhoneSending): Promise<PhoneMedia> {
    const place = await this.#place();
    place.host.participantCount += 1;
    const phone = await PhoneMedia.open(participantId, place, sending).catch((error: unknown) => {
      place.host.participantCount -= 1;
      throw error;
    });
    phone.track.producer.observer.once('close', () => (place.host.participantCount -= 1));
    return phone;
  }

  /** What telephones hear of the meeting, sent to that port of the loopback. */
  async openPhoneListening(
    port: number,
    listeners: PhoneListeningListeners,
  ): Promise<PhoneListening> {
    const place = await this.#place();
    const listening = await PhoneListening.open(place, port, this.suppressedIds, listeners);
    this.#phoneListenings.add(listening);
    // It may have changed while it was being made.
    listening.setUnheard(this.suppressedIds);
    return listening;
  }

  closePhoneListening(listening: PhoneListening): void {
    this.#phoneListenings.delete(listening);
    listening.close();
  }

  /** A track that has begun: a microphone is listened to, for who is speaking and who is heard. */
  trackStarted(track: SentTrack): void {
    if (track.source !== 'microphone') return;
    this.#speakers.add(track);
    this.#voices.add(track);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#voices.close();
    for (const opening of this.#places.values())
      opening.then((place) => place.close()).catch(() => undefined);
  }

  /** Where the next participant is placed: on the worker where the others are, or on another. */
  #place(): Promise<MediaPlace> {
    const { hosts, spreadAt } = this.#workers;
    const host = hostFor([...this.#places.keys()], hosts, spreadAt);
    let opening = this.#places.get(host);
    if (opening === undefined) {
      opening = this.#openPlace(host);
      this.#places.set(host, opening);
      opening.catch(() => this.#places.delete(host));
    }
    return opening;
  }

  async #openPlace(host: Host): Promise<MediaPlace> {
    const place = await this.#workers.openPlace(host);
    if (this.#closed) place.close();
    this.#speakers.listenAt(place.speechObserver);
    place.router.once('workerclose', () => {
      if (this.#closed) return;
      // Whoever is on another worker has lost those on this one: all build anew together.
      this.close();
      this.#listeners.onFailed();
    });
    return place;
  }
}
