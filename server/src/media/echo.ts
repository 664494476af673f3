// Sends a page's own tracks back to it, to test a path to the media server (decision 0025).
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { ReceivableTrack, TrackOffer } from '@distansmote/shared/signalling/shapes.ts';
import type { MediaWorkers } from './mediaWorkers.ts';
import type { MeetingMedia } from './meetingMedia.ts';
import type { ParticipantMedia } from './participantMedia.ts';

export class Echo {
  readonly media: ParticipantMedia;
  readonly #meetingMedia: MeetingMedia;

  private constructor(meetingMedia: MeetingMedia, media: ParticipantMedia) {
    this.#meetingMedia = meetingMedia;
    this.media = media;
  }

  static async open(workers: MediaWorkers): Promise<Echo> {
    const meetingMedia = await workers.openMeeting({
      // The page notices that nothing arrives any more.
      onFailed: () => undefined,
      onSpeakersChanged: () => undefined,
      onSuppressedChanged: () => undefined,
    });
    try {
      const media = await meetingMedia.openParticipant(
        randomUUID() as ParticipantId,
        // A page can receive whatever it can send.
        workers.rtpCapabilities,
        { subscribedLayersChanged: () => undefined, connectionChanged: () => undefined },
      );
      media.received.resume();
      return new Echo(meetingMedia, media);
    } catch (error) {
      meetingMedia.close();
      throw error;
    }
  }

  /** @throws MediaRefused when mediasoup rejects the RTP parameters. */
  async send(offers: readonly TrackOffer[]): Promise<ReceivableTrack[]> {
    const sent = await Promise.all(offers.map((offer) => this.media.send(offer)));
    const receivable = await Promise.all(sent.map((track) => this.media.receive(track)));
    return receivable.filter((track) => track !== undefined);
  }

  close(): void {
    this.media.close();
    this.#meetingMedia.close();
  }
}
