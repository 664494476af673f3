// A participant in a browser: waiting while a name is typed, present after that.
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { Notice } from '@distansmote/shared/signalling/notices.ts';
import type { RtpCapabilities } from '@distansmote/shared/signalling/rtp.ts';
import type { ReceivableTrack } from '@distansmote/shared/signalling/shapes.ts';
import type { Log } from '../platform/log.ts';
import type { MeetingMedia } from '../media/meetingMedia.ts';
import type { ParticipantMedia } from '../media/participantMedia.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { Participant } from '../meetings/leg.ts';

interface BrowserParticipantParts {
  send(notice: Notice): void;
  /** Until it arrives; undefined of one who leads, whom nobody keeps out with the browser. */
  browserId: string | undefined;
  /** Whether the person may lead the meeting now. */
  mayLead(): Promise<boolean>;
  /** Led the meeting until now. */
  leadsNoLonger(participant: BrowserLeg): void;
  /** How well the participant's network works; told while present only. */
  connectionChanged(participant: BrowserLeg): void;
  log: Log;
}

/** Where somebody comes from; told to nobody. */
type Origin = Pick<Participant, 'strangerFrom' | 'browserId'>;

export class BrowserLeg implements Participant {
  readonly id: ParticipantId;
  readonly kind = 'browser';
  readonly media: ParticipantMedia;
  readonly #send: (notice: Notice) => void;
  readonly #mayLead: () => Promise<boolean>;
  readonly #leadsNoLonger: () => void;
  readonly #log: Log;
  #who: { name: string; profession: string; isConvener: boolean } | undefined;
  #origin: Origin;
  #closed = false;

  private constructor(media: ParticipantMedia, parts: BrowserParticipantParts) {
    const { send, browserId, mayLead, leadsNoLonger, log } = parts;
    this.id = media.participantId;
    this.media = media;
    this.#send = send;
    this.#origin = { strangerFrom: undefined, browserId };
    this.#mayLead = mayLead;
    this.#leadsNoLonger = () => leadsNoLonger(this);
    this.#log = log;
  }

  static async open(
    id: ParticipantId,
    media: MeetingMedia,
    rtpCapabilities: RtpCapabilities,
    parts: BrowserParticipantParts,
  ): Promise<BrowserLeg> {
    let participant: BrowserLeg | undefined;
    const opened = await media.openParticipant(id, rtpCapabilities, {
      subscribedLayersChanged({ source }, layers) {
        if (source === 'camera' || source === 'screen')
          participant?.tell({ name: 'subscribedLayersChanged', body: { source, layers } });
      },
      connectionChanged: () => {
        if (participant?.isPresent === true) parts.connectionChanged(participant);
      },
    });
    participant = new BrowserLeg(opened, parts);
    return participant;
  }

  get sentTracks(): Iterable<SentTrack> {
    return this.media.sentTracks;
  }

  get isPresent(): boolean {
    return this.#who !== undefined;
  }

  get isConvener(): boolean {
    return this.#who?.isConvener === true;
  }

  get strangerFrom(): string | undefined {
    return this.#origin.strangerFrom;
  }

  get browserId(): string | undefined {
    return this.#origin.browserId;
  }

  async leadsStill(): Promise<boolean> {
    if (this.#who?.isConvener !== true) return false;
    try {
      if (await this.#mayLead()) return true;
    } catch (error) {
      // Better that somebody hears of who knocks than nobody, while the database is away.
      this.#log.error({ err: error }, 'a convener could not be looked up');
      return true;
    }
    // Asked twice, it is told once.
    if (!this.#who.isConvener) return false;
    this.#who = { ...this.#who, isConvener: false };
    this.#leadsNoLonger();
    return false;
  }

  /** From waiting to present: what the browser is ready for begins to flow. */
  arrive(who: { name: string; profession: string; isConvener: boolean }, origin: Origin): void {
    this.#who = who;
    this.#origin = origin;
    this.media.received.resume();
  }

  describe(): ReturnType<Participant['describe']> {
    if (this.#who === undefined) throw new Error('a waiting participant has no name yet');
    const { connectionQuality: connection } = this.media;
    return { id: this.id, kind: this.kind, connection, ...this.#who };
  }

  rename(): boolean {
    return false;
  }

  tell(notice: Notice): void {
    if (!this.#closed) this.#send(notice);
  }

  offer(track: SentTrack): void {
    this.receivable([track]).then(
      (tracks) => {
        for (const receivable of tracks)
          this.tell({ name: 'trackStarted', body: { track: receivable } });
      },
      (error: unknown) => this.#log.error({ err: error }, 'a track could not be offered'),
    );
  }

  /** Makes the tracks receivable; those that end meanwhile, or that cannot be decoded, are left out. */
  async receivable(tracks: readonly SentTrack[]): Promise<ReceivableTrack[]> {
    const made = await Promise.all(
      tracks.map(async (track) => ({ track, receivable: await this.media.receive(track) })),
    );
    return made.flatMap(({ track, receivable }) =>
      receivable === undefined || track.closed ? [] : [{ ...receivable, isPaused: track.isPaused }],
    );
  }

  setHearsByPhone(hearsByPhone: boolean): void {
    this.media.received.setAudioForwarding(!hearsByPhone);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.media.close();
  }
}
