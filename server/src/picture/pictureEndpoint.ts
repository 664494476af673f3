// The pictures of one call: what the room sees, what its camera sends; and its line for slides.
import type { AgreedBfcp, AgreedVideo } from '../rtp/agreedMedia.ts';
import type { PortPair } from '../rtp/rtpPorts.ts';
import { VideoRtpSession } from '../rtp/videoRtpSession.ts';
import { bitrateShares } from './bitrateShares.ts';
import { BitrateControl } from './bitrateControl.ts';
import type { Composition } from './composition.ts';
import type { Lettering } from './lettering.ts';
import type { Size } from './layout.ts';
import { pictureFormat } from './pictureFormat.ts';
import type { PictureEndpointKey } from './pictureKeys.ts';
import type { FromPictureThread, LocalPictures, SendingPicture } from './pictureMessages.ts';
import { RoomCamera } from './roomCamera.ts';
import { RoomView } from './roomView.ts';
import type { Card, Scene } from './scene.ts';
import { SCENE_TEXTS } from './sceneTexts.ts';
import { SlidesLine, type SlidesLineDeps } from './slidesLine.ts';
import { viewFormat } from './viewFormat.ts';

export interface EndpointPorts {
  video: PortPair;
  /** Undefined where none are left: there is no line for slides. */
  slides: SlidesLineDeps['ports'] | undefined;
}

export interface PictureEndpointDeps {
  /** Closed with the endpoint. */
  ports: EndpointPorts;
  cname: string;
  /** Where cards are drawn while it is in no meeting. */
  foyer: Composition;
  lettering: Lettering;
  /** Asked once, when its picture gets its size. */
  mayBeFullHd(): boolean;
  emit(event: FromPictureThread): void;
}

/** All times are in milliseconds of `performance.now()`. */
export class PictureEndpoint {
  readonly key: PictureEndpointKey;
  readonly #deps: PictureEndpointDeps;
  readonly #session: VideoRtpSession;
  readonly #slides: SlidesLine | undefined;
  #bitrate: BitrateControl | undefined;
  #agreed: AgreedVideo | undefined;
  #composition: Composition;
  #shown: { card: Card } | { scene: Scene } = { card: SCENE_TEXTS.connecting };
  /** From the first agreement on. */
  #view: RoomView | undefined;
  /** In a meeting. */
  #camera: RoomCamera | undefined;
  #isClosed = false;

  constructor(key: PictureEndpointKey, deps: PictureEndpointDeps) {
    this.key = key;
    this.#deps = deps;
    this.#composition = deps.foyer;
    this.#session = new VideoRtpSession(deps.ports.video, deps.cname, {
      onFrame: (unit, now) =>
        this.#camera?.receive(unit, now, this.#session.reception.captureLagMs),
      onFramesLost: (now) => this.#camera?.framesLost(now),
      onKeyFrameWanted: () => this.#view?.requestKeyFrame(),
      onBitrateLimited: (bitsPerSecond) => this.#bitrate?.limit(bitsPerSecond),
      onReception: ({ fractionLost }) => this.#bitrate?.report(fractionLost),
      onReachedChanged: (isReached) =>
        deps.emit({ type: 'reachedChanged', endpoint: key, isReached }),
    });
    const { cname, lettering, emit } = deps;
    const ports = deps.ports.slides;
    if (ports === undefined) return;
    this.#slides = new SlidesLine(key, {
      ports,
      cname,
      lettering,
      isConfirmed: (address) => this.#session.confirmedAddress === address,
      onTakenChanged: (isTaken) => emit({ type: 'slidesTakenChanged', endpoint: key, isTaken }),
      onSharingChanged: (isSharing) =>
        emit({ type: 'slidesSharedChanged', endpoint: key, isSharing }),
      onKeyFrameMissing: () => emit({ type: 'keyFrameNeeded', endpoint: key }),
    });
  }

  /** For our SDP. */
  get local(): LocalPictures {
    return { video: this.#session.local, ...this.#slides?.local };
  }

  get composition(): Composition {
    return this.#composition;
  }

  /** Of what it sees; undefined before the first agreement. */
  get viewSize(): Size | undefined {
    return this.#view?.size;
  }

  /** @param slides undefined: the room has no such line, or has closed it. @param floor of the slides */
  agreeSlides(slides: AgreedVideo | undefined, floor: AgreedBfcp | undefined): void {
    this.#slides?.agree(slides, floor);
  }

  /** @param video undefined: the room has closed the line (RFC 3264 §8.2), and may open it again. */
  agree(video: AgreedVideo | undefined): void {
    this.#agreed = video;
    if (video === undefined) {
      this.#view?.setPaused(true);
      return;
    }
    this.#session.agree(video);
    this.#view?.agree(video);
    this.#view ??= this.#newView(video);
    if (this.#bitrate !== undefined) this.#applyBitrate(this.#bitrate, video);
  }

  showCard(card: Card): void {
    this.#show({ card });
  }

  showScene(scene: Scene): void {
    this.#show({ scene });
  }

  /** @throws Error when no port of the loopback is left. */
  async enter(composition: Composition, sending: SendingPicture): Promise<void> {
    this.leave();
    const { cname, emit } = this.#deps;
    const endpoint = this.key;
    this.#camera = await RoomCamera.open(composition, sending, cname, {
      onKeyFrameWanted: (now) => this.#session.requestKeyFrame(now),
      onKeyFrameMissing: () => emit({ type: 'keyFrameNeeded', endpoint }),
      onSendingChanged: (isSending) => emit({ type: 'cameraChanged', endpoint, isSending }),
    });
    composition.addCamera(endpoint, this.#camera);
    this.#slides?.enter(composition);
    this.#goTo(composition);
  }

  leave(): void {
    if (this.#camera === undefined) return;
    this.#slides?.leave();
    this.#composition.removeCamera(this.key);
    this.#camera.close();
    this.#camera = undefined;
    this.#goTo(this.#deps.foyer);
  }

  setLayers(count: number): void {
    this.#camera?.setLayers(count);
  }

  /** Sends the slides that the room shows to the meeting. @throws Error when no port of the loopback is left. */
  async startSlides(sending: SendingPicture): Promise<void> {
    await this.#slides?.start(sending);
  }

  stopSlides(): void {
    this.#slides?.stop();
  }

  sendKeyFrame(): void {
    this.#view?.requestKeyFrame();
  }

  /** Called each 20 ms. */
  tick(now: number): void {
    const agreed = this.#agreed;
    this.#camera?.tick(now, agreed?.isSending === true);
    this.#slides?.tick(now);
    if (agreed === undefined) return;
    this.#session.reportWhenDue(now);
    if (this.#bitrate !== undefined) this.#applyBitrate(this.#bitrate, agreed);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.leave();
    this.#view?.close();
    this.#slides?.close();
    this.#session.close();
  }

  #show(shown: { card: Card } | { scene: Scene }): void {
    this.#shown = shown;
    this.#view?.show(shown);
    this.#slides?.show('scene' in shown ? shown.scene : undefined);
  }

  #applyBitrate(control: BitrateControl, { isHearing, receives }: AgreedVideo): void {
    const shares = bitrateShares(receives.maxBitrate, this.#slides?.sentMaxBitrate);
    this.#slides?.setMaxBitrate(shares.slides);
    control.agree(shares.main);
    control.confirm(this.#session.confirmedAddress !== undefined);
    this.#view?.setBitrate(control.bitrate);
    this.#view?.setPaused(!isHearing || control.isStopped);
  }

  #goTo(composition: Composition): void {
    this.#composition = composition;
    this.#view?.enter(composition);
  }

  #newView(video: AgreedVideo): RoomView {
    const mayBeFullHd = this.#deps.mayBeFullHd();
    const format = viewFormat(video, (receives) => pictureFormat(receives, mayBeFullHd));
    this.#bitrate = new BitrateControl(format.bitrate);
    return new RoomView(
      format,
      this.#shown,
      this.#composition,
      this.#deps.lettering,
      (accessUnit, capturedAt) => this.#session.sendFrame(accessUnit, capturedAt),
    );
  }
}
