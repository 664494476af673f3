// A person's leg in a browser: transports and tracks, and the notices to its page.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ConnectionQuality, ReceivableTrack } from '@distansmote/shared/signalling/shapes.ts';
import type { MeetingMedia } from '../media/meetingMedia.ts';
import type { ParticipantMedia } from '../media/participantMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import { isFinal, type MeetingEvent } from '../meetings/events.ts';
import type { Leg } from '../meetings/leg.ts';
import type { Log } from '../platform/log.ts';
import { noticesOf } from './notices.ts';

export interface BrowserLegDeps {
  send(leg: BrowserLeg, notice: Notice): void;
  /** Called before the last notice: the page is no longer in the meeting. */
  onFinal(leg: BrowserLeg): void;
  /** The quality of the page's network connection has changed. */
  onConnectionChanged(leg: BrowserLeg): void;
  log: Log;
}

export class BrowserLeg implements Leg {
  readonly personId: ParticipantId;
  readonly kind = 'browser';
  readonly capabilities = {
    readsChat: true,
    readsText: true,
    namesItself: true,
    takesOverAudio: false,
    getsReady: true,
  };
  readonly aliasId = undefined;
  readonly media: ParticipantMedia;
  readonly #deps: BrowserLegDeps;
  #closed = false;

  private constructor(media: ParticipantMedia, deps: BrowserLegDeps) {
    this.personId = media.participantId;
    this.media = media;
    this.#deps = deps;
  }

  /**
   * Opens the leg's transports.
   * @throws when the media worker is gone.
   */
  static async open(
    personId: ParticipantId,
    media: MeetingMedia,
    rtpCapabilities: RtpCapabilities,
    deps: BrowserLegDeps,
  ): Promise<BrowserLeg> {
    let leg: BrowserLeg | undefined;
    const opened = await media.openParticipant(personId, rtpCapabilities, {
      subscribedLayersChanged({ source }, layers) {
        if (source === 'camera' || source === 'screen')
          leg?.send({ name: 'subscribedLayersChanged', body: { source, layers } });
      },
      connectionChanged: () => {
        if (leg !== undefined) deps.onConnectionChanged(leg);
      },
    });
    leg = new BrowserLeg(opened, deps);
    return leg;
  }

  get sentTracks(): Iterable<SentTrack> {
    return this.media.sentTracks;
  }

  get connectionQuality(): ConnectionQuality {
    return this.media.connectionQuality;
  }

  start(): void {
    this.media.received.resume();
  }

  tell(event: MeetingEvent): void {
    if (this.#closed) return;
    if (isFinal(event)) this.#deps.onFinal(this);
    for (const notice of noticesOf(event)) this.send(notice);
  }

  offer(track: SentTrack): void {
    this.receivable([track]).then(
      (tracks) => {
        for (const receivable of tracks)
          this.send({ name: 'trackStarted', body: { track: receivable } });
      },
      (error: unknown) => this.#deps.log.error({ err: error }, 'a track could not be offered'),
    );
  }

  /** Makes tracks receivable. Those that end meanwhile, or that the browser can't decode, are left out. */
  async receivable(tracks: readonly SentTrack[]): Promise<ReceivableTrack[]> {
    const made = await Promise.all(
      tracks.map(async (track) => ({ track, receivable: await this.media.receive(track) })),
    );
    return made.flatMap(({ track, receivable }) =>
      receivable === undefined || track.closed ? [] : [{ ...receivable, isPaused: track.isPaused }],
    );
  }

  setAudioForwarding(isForwarding: boolean): void {
    this.media.received.setAudioForwarding(isForwarding);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.media.close();
  }

  /** For news of its media; meeting events come through `tell`. */
  send(notice: Notice): void {
    if (!this.#closed) this.#deps.send(this, notice);
  }
}
