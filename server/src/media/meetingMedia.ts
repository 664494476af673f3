// One meeting's place in a media worker: a mediasoup router, and the transports of its participants.
import type { types } from 'mediasoup';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { type MediaSurroundings, ParticipantMedia } from './participantMedia.ts';
import type { SentTrack } from './sentTrack.ts';
import type { Speakers } from './speakers.ts';
import { closeOrAbandon } from './workerLink.ts';

// Enough for a picture at once; transport-cc finds the real figure within seconds.
const INITIAL_OUTGOING_BITRATE = 1_000_000;
// Camera and screen at their best with retransmissions; more than this is no browser of ours.
const MAX_INCOMING_BITRATE = 8_000_000;

export class MeetingMedia {
  readonly #surroundings: MediaSurroundings;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #speakers: Speakers;
  readonly #onClosed: () => void;

  /**
   * @param surroundings the meeting's own router among them.
   * @param onFailed the worker died, and everything in it is gone already.
   * @param onClosed told once, whoever closed it.
   */
  constructor(
    surroundings: MediaSurroundings,
    webRtcServer: types.WebRtcServer,
    speakers: Speakers,
    onFailed: () => void,
    onClosed: () => void,
  ) {
    this.#surroundings = surroundings;
    this.#webRtcServer = webRtcServer;
    this.#speakers = speakers;
    this.#onClosed = onClosed;
    surroundings.router.once('workerclose', () => {
      onClosed();
      onFailed();
    });
  }

  get closed(): boolean {
    return this.#surroundings.router.closed;
  }

  /**
   * Two transports for one participant: one to send to us, one to receive from us.
   * @param watchedLayersChanged how many layers of a picture that they send anybody looks at.
   */
  async openParticipant(
    participantId: ParticipantId,
    rtpCapabilities: RtpCapabilities,
    watchedLayersChanged: (track: SentTrack, layers: number) => void,
  ): Promise<ParticipantMedia> {
    const [send, receive] = await Promise.all([this.#openTransport(), this.#openTransport()]);
    await send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
    return new ParticipantMedia(
      participantId,
      this.#surroundings,
      rtpCapabilities,
      send,
      receive,
      watchedLayersChanged,
    );
  }

  /** A track that has begun: a microphone is listened to, for who is speaking. */
  trackStarted(track: SentTrack): void {
    if (track.source === 'microphone') this.#speakers.add(track);
  }

  close(): void {
    const { router, abandonWorker } = this.#surroundings;
    if (router.closed) return;
    closeOrAbandon(router, abandonWorker);
    this.#onClosed();
  }

  #openTransport(): Promise<types.WebRtcTransport> {
    return this.#surroundings.router.createWebRtcTransport({
      webRtcServer: this.#webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
    });
  }
}
