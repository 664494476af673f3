// One meeting's media: its places on one or more workers, whose voices are heard, and who is speaking.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { WorkerHandle, MeetingRouter } from './meetingRouter.ts';
import { type ParticipantMediaCallbacks, ParticipantMedia } from './participantMedia.ts';
import { PhoneDownlink, type PhoneDownlinkListeners } from './phoneDownlink.ts';
import { PhoneUplink, type PhoneUplinkOptions } from './phoneUplink.ts';
import { selectWorker } from './workerSelection.ts';
import type { SentTrack } from './sentTrack.ts';
import { ActiveSpeakers } from './activeSpeakers.ts';
import { AudioSelector } from './audioSelector.ts';

// Camera and screen at their best with retransmissions; more than this is no browser of ours.
const MAX_INCOMING_BITRATE = 8_000_000;

export interface MeetingMediaListeners {
  /** A worker died, and media of the meeting with it. */
  onFailed(): void;
  /** The loudest first. */
  onSpeakersChanged(speakerIds: ParticipantId[]): void;
  /** Of so many voices at once these are not passed on. */
  onSuppressedChanged(suppressedIds: ParticipantId[]): void;
}

/** The workers that a meeting can be on. */
export interface WorkerPool {
  readonly workers: readonly WorkerHandle[];
  /** With so many participants a worker has enough to do. */
  readonly spreadAt: number;
  openRouter(host: WorkerHandle): Promise<MeetingRouter>;
}

export class MeetingMedia {
  readonly #workers: WorkerPool;
  /** One on each worker that the meeting is on, as it is being opened. */
  readonly #places = new Map<WorkerHandle, Promise<MeetingRouter>>();
  readonly #participants = new Set<ParticipantMedia>();
  readonly #phoneListenings = new Set<PhoneDownlink>();
  readonly #speakers: ActiveSpeakers;
  readonly #voices: AudioSelector;
  readonly #listeners: MeetingMediaListeners;
  #closed = false;

  private constructor(workers: WorkerPool, listeners: MeetingMediaListeners) {
    this.#workers = workers;
    this.#listeners = listeners;
    this.#speakers = new ActiveSpeakers((speakerIds) => {
      for (const participant of this.#participants) participant.prioritizeSpeakers(speakerIds);
      listeners.onSpeakersChanged(speakerIds);
    });
    this.#voices = new AudioSelector((suppressedIds) => {
      for (const participant of this.#participants) participant.setSuppressed(suppressedIds);
      for (const listening of this.#phoneListenings) listening.setSuppressed(suppressedIds);
      listeners.onSuppressedChanged(suppressedIds);
    });
  }

  static async open(workers: WorkerPool, listeners: MeetingMediaListeners): Promise<MeetingMedia> {
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
    told: Omit<ParticipantMediaCallbacks, 'isForwarded'>,
  ): Promise<ParticipantMedia> {
    const place = await this.#place();
    // At once: of many who come at the same time each must count.
    place.worker.participantCount += 1;
    let participant: ParticipantMedia;
    try {
      const [send, receive] = await Promise.all([place.openTransport(), place.openTransport()]);
      await send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
      participant = new ParticipantMedia(participantId, place, rtpCapabilities, send, receive, {
        ...told,
        isForwarded: (id) => this.#voices.isForwarded(id),
      });
      send.observer.once('close', () => {
        place.worker.participantCount -= 1;
        this.#participants.delete(participant);
      });
    } catch (error) {
      place.worker.participantCount -= 1;
      throw error;
    }
    this.#participants.add(participant);
    return participant;
  }

  /** A telephone's way into the meeting. */
  async openPhoneUplink(
    participantId: ParticipantId,
    sending: PhoneUplinkOptions,
  ): Promise<PhoneUplink> {
    const place = await this.#place();
    place.worker.participantCount += 1;
    const phone = await PhoneUplink.open(participantId, place, sending).catch((error: unknown) => {
      place.worker.participantCount -= 1;
      throw error;
    });
    phone.track.producer.observer.once('close', () => (place.worker.participantCount -= 1));
    return phone;
  }

  /** What telephones hear of the meeting, sent to that port of the loopback. */
  async openPhoneDownlink(port: number, listeners: PhoneDownlinkListeners): Promise<PhoneDownlink> {
    const place = await this.#place();
    const listening = await PhoneDownlink.open(place, port, this.suppressedIds, listeners);
    this.#phoneListenings.add(listening);
    // It may have changed while it was being made.
    listening.setSuppressed(this.suppressedIds);
    return listening;
  }

  closePhoneDownlink(listening: PhoneDownlink): void {
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
  #place(): Promise<MeetingRouter> {
    const { workers: hosts, spreadAt } = this.#workers;
    const host = selectWorker([...this.#places.keys()], hosts, spreadAt);
    let opening = this.#places.get(host);
    if (opening === undefined) {
      opening = this.#openPlace(host);
      this.#places.set(host, opening);
      opening.catch(() => this.#places.delete(host));
    }
    return opening;
  }

  async #openPlace(host: WorkerHandle): Promise<MeetingRouter> {
    const place = await this.#workers.openRouter(host);
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
