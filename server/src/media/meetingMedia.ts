// One meeting's media: its routers on one or more workers, who is speaking, and whose microphones are forwarded.
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { ActiveSpeakers } from './activeSpeakers.ts';
import { AudioSelector } from './audioSelector.ts';
import type { MeetingRouter } from './meetingRouter.ts';
import { ParticipantMedia, type ParticipantMediaCallbacks } from './participantMedia.ts';
import { AudioDownlink, type AudioDownlinkListeners } from './audioDownlink.ts';
import { AudioUplink, type AudioUplinkOptions } from './audioUplink.ts';
import { PictureDownlink, type PictureDownlinkListeners } from './pictureDownlink.ts';
import { PictureUplink, type PictureUplinkOptions } from './pictureUplink.ts';
import type { SentTrack } from './sentTrack.ts';
import type { WorkerHandle } from './workerHandle.ts';
import { type Guests, selectGuest, selectWorker } from './workerSelection.ts';

// Camera and screen at their best, with retransmissions. No browser of ours sends more.
const MAX_INCOMING_BITRATE = 8_000_000;

export interface MeetingMediaListeners {
  /** A worker died, and the meeting's media with it. */
  onFailed(): void;
  /** Loudest first. */
  onSpeakersChanged(speakerIds: ParticipantId[]): void;
  /** Whose microphones are not forwarded because others are louder. */
  onSuppressedChanged(suppressedIds: ParticipantId[]): void;
}

/** The workers that a meeting can use. */
export interface WorkerPool {
  readonly workers: readonly WorkerHandle[];
  /** A meeting spreads to another worker from this many participants on one. */
  readonly spreadAt: number;
  /** Of other servers: for browsers alone, since telephones and room systems are connected over this machine's loopback. */
  readonly guests: Guests<WorkerHandle> | undefined;
  openRouter(worker: WorkerHandle): Promise<MeetingRouter>;
}

export class MeetingMedia {
  readonly #pool: WorkerPool;
  /** One per worker; the promise is there while the router is being opened. */
  readonly #routers = new Map<WorkerHandle, Promise<MeetingRouter>>();
  readonly #participants = new Set<ParticipantMedia>();
  readonly #audioDownlinks = new Set<AudioDownlink>();
  /** Those that take every microphone as it starts. */
  readonly #speechDownlinks = new Set<AudioDownlink>();
  readonly #activeSpeakers: ActiveSpeakers;
  readonly #audioSelector: AudioSelector;
  readonly #listeners: MeetingMediaListeners;
  #closed = false;

  private constructor(pool: WorkerPool, listeners: MeetingMediaListeners) {
    this.#pool = pool;
    this.#listeners = listeners;
    this.#activeSpeakers = new ActiveSpeakers((speakerIds) => {
      for (const { received } of this.#participants) received.prioritizeSpeakers(speakerIds);
      listeners.onSpeakersChanged(speakerIds);
    });
    this.#audioSelector = new AudioSelector((suppressedIds) => {
      for (const { received } of this.#participants) received.setSuppressed(suppressedIds);
      for (const downlink of this.#audioDownlinks) downlink.setSuppressed(suppressedIds);
      listeners.onSuppressedChanged(suppressedIds);
    });
  }

  /** @throws Error when no worker is running. */
  static async open(pool: WorkerPool, listeners: MeetingMediaListeners): Promise<MeetingMedia> {
    const media = new MeetingMedia(pool, listeners);
    await media.#selectRouter();
    return media;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whose microphones are not forwarded because others are louder. */
  get suppressedIds(): ParticipantId[] {
    return this.#audioSelector.suppressedIds;
  }

  /** These participants' microphones are forwarded, however many others are louder. */
  setAlwaysForwarded(ids: readonly ParticipantId[]): void {
    this.#audioSelector.setAlwaysForwarded(ids);
  }

  /** Opens a browser's two transports. @throws Error when no worker is running. */
  async openParticipant(
    participantId: ParticipantId,
    rtpCapabilities: RtpCapabilities,
    callbacks: Omit<ParticipantMediaCallbacks, 'isForwarded'>,
  ): Promise<ParticipantMedia> {
    const router = await this.#selectRouter('browser');
    // Counted at once, so that many who come at the same time spread out.
    router.worker.participantCount += 1;
    let participant: ParticipantMedia;
    try {
      const [send, receive] = await Promise.all([router.openTransport(), router.openTransport()]);
      await send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
      participant = new ParticipantMedia(participantId, router, rtpCapabilities, send, receive, {
        ...callbacks,
        isForwarded: (id) => this.#audioSelector.isForwarded(id),
      });
      send.observer.once('close', () => {
        router.worker.participantCount -= 1;
        this.#participants.delete(participant);
      });
    } catch (error) {
      router.worker.participantCount -= 1;
      throw error;
    }
    this.#participants.add(participant);
    return participant;
  }

  /** Opens a telephone's way to send. @throws Error when no worker is running. */
  async openAudioUplink(
    participantId: ParticipantId,
    options: AudioUplinkOptions,
  ): Promise<AudioUplink> {
    const router = await this.#selectRouter();
    router.worker.participantCount += 1;
    const uplink = await AudioUplink.open(participantId, router, options).catch(
      (error: unknown) => {
        router.worker.participantCount -= 1;
        throw error;
      },
    );
    uplink.track.producer.observer.once('close', () => (router.worker.participantCount -= 1));
    return uplink;
  }

  /**
   * Opens what the meeting's telephones receive, sent to a port of 127.0.0.1; one for all of them.
   * @throws Error when no worker is running.
   */
  async openAudioDownlink(port: number, listeners: AudioDownlinkListeners): Promise<AudioDownlink> {
    const router = await this.#selectRouter();
    const downlink = await AudioDownlink.open(router, port, this.suppressedIds, listeners);
    this.#audioDownlinks.add(downlink);
    // It may have changed while the downlink was being opened.
    downlink.setSuppressed(this.suppressedIds);
    return downlink;
  }

  /**
   * Opens a way by which each microphone of the meeting, and each that starts later, is sent to a port of 127.0.0.1.
   * @param tracks those of now
   * @throws Error when no worker is running.
   */
  async openSpeechDownlink(
    port: number,
    tracks: () => readonly SentTrack[],
    listeners: AudioDownlinkListeners,
  ): Promise<AudioDownlink> {
    const router = await this.#selectRouter();
    const ids = this.suppressedIds;
    const downlink = await AudioDownlink.open(router, port, ids, listeners, 'captions');
    this.#audioDownlinks.add(downlink);
    this.#speechDownlinks.add(downlink);
    downlink.setSuppressed(this.suppressedIds);
    for (const track of tracks()) this.#addSpeech(downlink, track);
    return downlink;
  }

  closeAudioDownlink(downlink: AudioDownlink): void {
    this.#speechDownlinks.delete(downlink);
    this.#audioDownlinks.delete(downlink);
    downlink.close();
  }

  /**
   * Opens a room system's way to send a picture, beside its microphone.
   * @param beside its microphone: on the same router, since both belong to one person
   */
  openPictureUplink(beside: SentTrack, options: PictureUplinkOptions): Promise<PictureUplink> {
    return PictureUplink.open(beside.participantId, beside.router, options);
  }

  /**
   * Opens what the meeting's room systems see, sent to a port of 127.0.0.1; one for all of them.
   * @throws Error when no worker is running.
   */
  async openPictureDownlink(
    port: number,
    subscriberId: ParticipantId,
    listeners: PictureDownlinkListeners,
  ): Promise<PictureDownlink> {
    return PictureDownlink.open(await this.#selectRouter(), port, subscriberId, listeners);
  }

  /** Watches the level of a new microphone; other tracks are ignored. */
  trackStarted(track: SentTrack): void {
    if (track.source !== 'microphone') return;
    this.#activeSpeakers.add(track);
    this.#audioSelector.add(track);
    for (const downlink of this.#speechDownlinks) this.#addSpeech(downlink, track);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#audioSelector.close();
    for (const opening of this.#routers.values())
      opening.then((router) => router.close()).catch(() => undefined);
  }

  #addSpeech(downlink: AudioDownlink, track: SentTrack): void {
    if (track.source !== 'microphone') return;
    // A worker that died meanwhile has an event of its own, and a track that cannot be sent is logged.
    downlink.addTrack(track).catch(() => undefined);
  }

  /** The router for the next participant: on a worker that the meeting is on, or on another; a guest only for a browser. */
  #selectRouter(client?: 'browser'): Promise<MeetingRouter> {
    const { workers, guests, spreadAt } = this.#pool;
    const own = [...this.#routers.keys()];
    const ofThisServer = own.filter(({ guest }) => guest === undefined);
    const here = selectWorker(ofThisServer, workers, spreadAt);
    const mayBeGuest = client === 'browser' && guests !== undefined;
    const worker = mayBeGuest ? selectGuest(here, own, workers, guests, spreadAt) : here;
    let opening = this.#routers.get(worker);
    if (opening === undefined) {
      opening = this.#openRouter(worker);
      this.#routers.set(worker, opening);
      opening.catch(() => this.#routers.delete(worker));
    }
    return opening;
  }

  async #openRouter(worker: WorkerHandle): Promise<MeetingRouter> {
    const router = await this.#pool.openRouter(worker);
    if (this.#closed) router.close();
    this.#activeSpeakers.observe(router.speechObserver);
    router.router.once('workerclose', () => {
      if (this.#closed) return;
      // Participants on other workers have lost those on this one, so all of them reconnect together.
      this.close();
      this.#listeners.onFailed();
    });
    return router;
  }
}
