// A room's line for slides: the meeting's shared screen on its second display, or what the room shows to the meeting.
import type { AgreedBfcp, AgreedVideo, LocalBfcp, LocalTransport } from '../rtp/agreedMedia.ts';
import type { PortPair } from '../rtp/rtpPorts.ts';
import { VideoRtpSession } from '../rtp/videoRtpSession.ts';
import { BitrateControl } from './bitrateControl.ts';
import type { Composition } from './composition.ts';
import type { Lettering } from './lettering.ts';
import { slidesFormat } from './pictureFormat.ts';
import type { PictureEndpointKey } from './pictureKeys.ts';
import type { SendingPicture } from './pictureMessages.ts';
import { PAUSED_AFTER_MS, RoomCamera } from './roomCamera.ts';
import { RoomView } from './roomView.ts';
import type { Scene, SharedScreen } from './scene.ts';
import { SlidesFloor } from './slidesFloor.ts';
import { viewFormat } from './viewFormat.ts';

/** Long enough for two reports of a stream that has begun. */
const TRIAL_MS = 10_000;

export interface SlidesLineDeps {
  /** Closed with the line; of `floor` only the RTP socket is used. */
  ports: { slides: PortPair; floor: PortPair };
  cname: string;
  lettering: Lettering;
  /** Whether something has come from there, on another line. */
  isConfirmed(address: string): boolean;
  /** Whether what the meeting shows is seen here; at first not. */
  onTakenChanged(isTaken: boolean): void;
  /** Whether the room shows something; at first not. */
  onSharingChanged(isSharing: boolean): void;
  /** PLI and FIR have not brought a key frame. */
  onKeyFrameMissing(): void;
}

/** A track begins and ends for everybody in the meeting; a re-INVITE or a floor request is quickly sent. */
const MIN_BETWEEN_MS = 2_000;

/** All times are in milliseconds of `performance.now()`. */
export class SlidesLine {
  readonly #endpoint: PictureEndpointKey;
  readonly #deps: SlidesLineDeps;
  readonly #session: VideoRtpSession;
  readonly #floor: SlidesFloor;
  #agreed: AgreedVideo | undefined;
  #bitrate: BitrateControl | undefined;
  /** The meeting's; undefined outside. */
  #composition: Composition | undefined;
  #shared: SharedScreen | undefined;
  #view: RoomView | undefined;
  #viewed: SharedScreen | undefined;
  /** While the meeting takes what the room shows. */
  #slides: RoomCamera | undefined;
  #arrivedAt = -Infinity;
  /** When something new was shared: slides that did not arrive before are tried again. */
  #triedAt = -Infinity;
  #isTaken = false;
  #isSharing = false;
  #sharedUntil = -Infinity;

  constructor(endpoint: PictureEndpointKey, deps: SlidesLineDeps) {
    this.#endpoint = endpoint;
    this.#deps = deps;
    const { slides, floor } = deps.ports;
    floor.rtcp.close();
    this.#floor = new SlidesFloor(floor.rtp);
    this.#session = new VideoRtpSession(slides, deps.cname, {
      onFrame: (unit, now) => {
        if (!this.#mayArrive) return;
        this.#arrivedAt = now;
        this.#slides?.receive(unit, now);
      },
      onFramesLost: (now) => this.#slides?.framesLost(now),
      onKeyFrameWanted: () => this.#view?.requestKeyFrame(),
      onBitrateLimited: (bitsPerSecond) => this.#bitrate?.limit(bitsPerSecond),
      onReception: ({ fractionLost }) => this.#bitrate?.report(fractionLost),
      onReachedChanged: () => undefined,
    });
  }

  /** For our SDP. */
  get local(): { slides: LocalTransport; bfcp: LocalBfcp } {
    return { slides: this.#session.local, bfcp: this.#floor.local };
  }

  /** What the room takes of the slides that are being sent, in bits per second; undefined while none are. */
  get sentMaxBitrate(): number | undefined {
    return this.#view === undefined ? undefined : this.#agreed?.receives.maxBitrate;
  }

  /** Of what is left to slides, in bits per second. */
  setMaxBitrate(bitsPerSecond: number): void {
    this.#bitrate?.agree(bitsPerSecond);
  }

  /** @param video undefined: the room has no such line, or has closed it */
  agree(video: AgreedVideo | undefined, floor: AgreedBfcp | undefined): void {
    this.#agreed = video;
    this.#floor.agree(video && floor);
    if (video === undefined) return this.#update(performance.now());
    this.#session.agree(video);
    const format = viewFormat(video, slidesFormat);
    this.#bitrate ??= new BitrateControl(format.bitrate);
    this.#view?.agree(video);
    this.#update(performance.now());
  }

  enter(composition: Composition): void {
    this.#composition = composition;
    this.#floor.setInMeeting(true);
  }

  leave(): void {
    this.stop();
    this.show(undefined);
    this.#floor.setInMeeting(false);
    this.#composition = undefined;
    this.#update(performance.now());
  }

  /** @param scene what the room is to see in all; undefined for a card. */
  show(scene: Scene | undefined): void {
    const shared = scene?.slides ?? scene?.screen;
    if (this.#floor.setShared(shared && JSON.stringify(shared.source)))
      this.#triedAt = performance.now();
    this.#shared = scene?.slides;
    this.#update(performance.now());
  }

  /** Sends what the room shows to the meeting. @throws Error when no port of the loopback is left. */
  async start(sending: SendingPicture): Promise<void> {
    const composition = this.#composition;
    this.stop();
    if (composition === undefined) return;
    const slides = await RoomCamera.open(
      composition,
      { ...sending, content: 'screen' },
      this.#deps.cname,
      {
        onKeyFrameWanted: (now) => this.#session.requestKeyFrame(now),
        onKeyFrameMissing: () => this.#deps.onKeyFrameMissing(),
        // The line itself tells.
        onSendingChanged: () => undefined,
      },
    );
    this.#slides = slides;
    // It is a track of the meeting only while the room shows something: then it is watched.
    slides.setLayers(sending.ssrcs.length);
    composition.addSlides(this.#endpoint, slides);
  }

  stop(): void {
    this.#composition?.removeSlides(this.#endpoint);
    this.#slides?.close();
    this.#slides = undefined;
  }

  /** Called each 20 ms. */
  tick(now: number): void {
    if (this.#agreed === undefined) return;
    this.#session.reportWhenDue(now);
    this.#floor.tick(now);
    this.#slides?.tick(now, this.#mayArrive);
    this.#update(now);
    this.#applyBitrate(this.#agreed);
  }

  close(): void {
    this.leave();
    this.#floor.close();
    this.#session.close();
  }

  #applyBitrate({ address }: AgreedVideo): void {
    const control = this.#bitrate;
    if (control === undefined) return;
    const isConfirmed = this.#session.confirmedAddress !== undefined;
    control.confirm(isConfirmed || this.#deps.isConfirmed(address));
    this.#view?.setBitrate(control.bitrate);
    this.#view?.setPaused(control.isStopped);
  }

  /** Nothing is shown outside a meeting, or without the floor. */
  get #mayArrive(): boolean {
    return (
      this.#agreed?.isSending === true && this.#composition !== undefined && this.#floor.roomMayShow
    );
  }

  #update(now: number): void {
    if (this.#isSharing) this.#sharedUntil = now;
    const isSharing =
      this.#mayArrive &&
      (this.#isSharing || now - this.#sharedUntil >= MIN_BETWEEN_MS) &&
      now - this.#arrivedAt < PAUSED_AFTER_MS.screen &&
      this.#composition?.level !== 'soundOnly';
    if (isSharing !== this.#isSharing) {
      this.#isSharing = isSharing;
      this.#deps.onSharingChanged(isSharing);
    }
    const isHearing = this.#agreed?.isHearing === true && this.#composition !== undefined;
    const isReached = this.#session.isReached || now - this.#triedAt < TRIAL_MS;
    // One way at a time: a room has one display for both.
    const isTaken = isHearing && isReached && this.#floor.isOpenToUs && !isSharing;
    if (isTaken !== this.#isTaken) {
      this.#isTaken = isTaken;
      this.#deps.onTakenChanged(isTaken);
    }
    this.#updateView(isTaken && this.#floor.weMayShow ? this.#shared : undefined);
  }

  #updateView(shared: SharedScreen | undefined): void {
    if (shared === undefined) {
      this.#view?.close();
      this.#view = undefined;
      return;
    }
    if (this.#view !== undefined) {
      if (shared !== this.#viewed) this.#view.show({ slides: shared });
      this.#viewed = shared;
      return;
    }
    if (this.#agreed === undefined || this.#composition === undefined) return;
    this.#viewed = shared;
    this.#view = new RoomView(
      viewFormat(this.#agreed, slidesFormat),
      { slides: shared },
      this.#composition,
      this.#deps.lettering,
      (accessUnit, capturedAt) => this.#session.sendFrame(accessUnit, capturedAt),
    );
  }
}
