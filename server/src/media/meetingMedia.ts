// One meeting's place in a media worker: a mediasoup router, and the transports of its participants.
import type { types } from 'mediasoup';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import { ParticipantMedia } from './participantMedia.ts';

// Enough for a picture at once; transport-cc finds the real figure within seconds.
const INITIAL_OUTGOING_BITRATE = 1_000_000;
// Camera and screen at their best with retransmissions; more than this is no browser of ours.
const MAX_INCOMING_BITRATE = 8_000_000;

export class MeetingMedia {
  readonly #router: types.Router;
  readonly #webRtcServer: types.WebRtcServer;
  readonly #onClosed: () => void;

  /**
   * @param onFailed the worker died, and everything in it is gone already.
   * @param onClosed told once, whoever closed it.
   */
  constructor(
    router: types.Router,
    webRtcServer: types.WebRtcServer,
    onFailed: () => void,
    onClosed: () => void,
  ) {
    this.#router = router;
    this.#webRtcServer = webRtcServer;
    this.#onClosed = onClosed;
    router.once('workerclose', () => {
      onClosed();
      onFailed();
    });
  }

  get closed(): boolean {
    return this.#router.closed;
  }

  /** Two transports for one participant: one to send to us, one to receive from us. */
  async openParticipant(
    participantId: ParticipantId,
    rtpCapabilities: RtpCapabilities,
  ): Promise<ParticipantMedia> {
    const [send, receive] = await Promise.all([this.#openTransport(), this.#openTransport()]);
    await send.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
    return new ParticipantMedia(participantId, this.#router, rtpCapabilities, send, receive);
  }

  close(): void {
    if (this.#router.closed) return;
    this.#router.close();
    this.#onClosed();
  }

  #openTransport(): Promise<types.WebRtcTransport> {
    return this.#router.createWebRtcTransport({
      webRtcServer: this.#webRtcServer,
      enableUdp: true,
      enableTcp: true,
      preferUdp: true,
      initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
    });
  }
}
