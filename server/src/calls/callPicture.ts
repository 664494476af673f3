// The picture of one call from a room system: its video line in the picture thread, its camera as a track of the meeting.
import type { VideoPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { PictureUplink } from '../media/pictureUplink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from '../meetings/events.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import {
  type PictureEndpointEvent,
  type PictureEngineClient,
  PictureUnavailable,
} from '../picture/pictureEngineClient.ts';
import type { LocalPictures } from '../picture/pictureMessages.ts';
import type { PictureEndpointKey } from '../picture/pictureKeys.ts';
import type { Card } from '../picture/scene.ts';
import { SCENE_TEXTS } from '../picture/sceneTexts.ts';
import type { Log } from '../platform/log.ts';
import type { AgreedBfcp, AgreedVideo } from '../rtp/agreedMedia.ts';
import type { CallLeg } from './callLeg.ts';
import { CallSlides } from './callSlides.ts';
import type { MeetingBridges } from './meetingBridges.ts';
import type { MeetingPictureBridge } from './meetingPictureBridge.ts';
import type { Sight } from './sight.ts';

export interface CallPictureDeps {
  engine: PictureEngineClient;
  bridges: MeetingBridges<MeetingPictureBridge>;
  /** Asks the other end for a key frame by SIP INFO (RFC 5168). */
  requestKeyFrame(): void;
  /** Called once. */
  onClosed(): void;
  /** What the room sees, or the others are told of that, may have changed. */
  onSightChanged(): void;
  /** For what each INVITE may cause. */
  mayWarn(kind: string): boolean;
  log: Log;
}

/** Simulcast layers of the room's camera. */
const CAMERA_LAYERS = 3;

interface Entered {
  meeting: Meeting;
  person: Person;
  leg: CallLeg;
  opening: Promise<MeetingPictureBridge>;
  /** Undefined while it is being opened. */
  bridge?: MeetingPictureBridge;
  hasFailed: boolean;
}

export class CallPicture implements Sight {
  readonly #endpoint: PictureEndpointKey;
  readonly #deps: CallPictureDeps;
  readonly #slides: CallSlides;
  #entered: Entered | undefined;
  #camera: PictureUplink | undefined;
  /** Whether the room sees a shared screen in a picture of its own. */
  #takesSlides = false;
  #isSending = false;
  #isAgreed = false;
  #hasVideo = false;
  /** False while the room holds, or has switched its picture off. */
  #isSeeing = false;
  /** Whether our picture reaches the room, by its RTCP. */
  #isReached = true;
  /** It could not be opened or go on, or the picture thread has died. */
  #hasFailed = false;
  #isClosed = false;

  constructor(endpoint: PictureEndpointKey, deps: CallPictureDeps) {
    this.#endpoint = endpoint;
    this.#deps = deps;
    this.#slides = new CallSlides(endpoint, deps.engine, deps.log);
  }

  /** Opens its ports. @returns undefined where that fails: the call goes on with sound alone. */
  async open(): Promise<LocalPictures | undefined> {
    try {
      // As the call's sound, which has the same key.
      return await this.#deps.engine.openEndpoint(this.#endpoint, this.#endpoint);
    } catch (error) {
      if (!(error instanceof PictureUnavailable)) throw error;
      if (this.#deps.mayWarn(error.message))
        this.#deps.log.error({ reason: error.message }, 'a room is answered without a picture');
      this.#hasFailed = true;
      return undefined;
    }
  }

  /**
   * @param video undefined while the room has switched it off, or where it was refused
   * @param slides the same of its line for slides, whose floor control is `floorControl`
   */
  agree(
    video: AgreedVideo | undefined,
    slides: AgreedVideo | undefined,
    floorControl: AgreedBfcp | undefined,
  ): void {
    this.#isAgreed = true;
    const endpoint = this.#endpoint;
    this.#hasVideo = video !== undefined;
    this.#deps.engine.post({ type: 'agree', endpoint, video });
    this.#deps.engine.post({ type: 'agreeSlides', endpoint, slides, floorControl });
    this.#isSeeing = video?.isHearing === true;
    this.#deps.onSightChanged();
  }

  /** Whether the caller is known to be real: media is agreed on with the ACK. */
  get isAgreed(): boolean {
    return this.#isAgreed;
  }

  /** Whether pictures of its camera arrive; only known in a meeting. */
  get isSending(): boolean {
    return this.#isSending;
  }

  /** Whether it counts towards `SIP_MAX_ROOMS`: not where there is no picture, whatever the reason. */
  get takesPlace(): boolean {
    return !this.#hasFailed && (this.#hasVideo || !this.#isAgreed);
  }

  get limit(): PictureLimit | undefined {
    if (this.#hasFailed || this.#entered?.hasFailed === true) return 'failed';
    // It gave its place to another while it was unconfirmed.
    if (this.#isClosed) return 'tooManyRooms';
    if (!this.#isSeeing) return undefined;
    const level = this.#entered?.bridge?.level;
    return level === 'oneTile' ? 'oneTile' : level === 'soundOnly' ? 'overloaded' : undefined;
  }

  playbackOf(person: Person): VideoPlayback {
    const { limit } = this;
    if (!this.#isSeeing || (limit !== undefined && limit !== 'oneTile')) return 'turnedOff';
    if (!this.#isReached) return 'notReceived';
    return this.#entered?.bridge?.playbackOf(this.#endpoint, person) ?? 'unknown';
  }

  /** Shown until the call is in a meeting. */
  showCard(card: Card): void {
    this.#deps.engine.post({ type: 'showCard', endpoint: this.#endpoint, card });
  }

  /** The other end asked for a key frame by SIP INFO. */
  sendKeyFrame(): void {
    this.#deps.engine.post({ type: 'sendKeyFrame', endpoint: this.#endpoint });
  }

  /** Without a picture the call goes on with sound alone, so nothing is thrown. */
  async enter(meeting: Meeting, person: Person, leg: CallLeg): Promise<void> {
    if (this.#hasFailed || this.#isClosed) return;
    const entered: Entered = {
      meeting,
      person,
      leg,
      opening: this.#deps.bridges.acquire(meeting),
      hasFailed: false,
    };
    this.#entered = entered;
    try {
      const bridge = await entered.opening;
      if (this.#entered !== entered) return;
      const camera = await meeting.media.openPictureUplink(leg.media.track, {
        source: 'camera',
        layerCount: CAMERA_LAYERS,
        onLayersChanged: (count) => this.#setLayers(count),
      });
      if (this.#entered !== entered || leg.closed) return camera.close();
      this.#camera = camera;
      entered.bridge = bridge;
      bridge.enter(this.#endpoint, camera, () => this.#deps.onSightChanged());
      // All of them, as a browser sends them, until it is known how many are watched: the first picture is then seen at once.
      this.#setLayers(CAMERA_LAYERS);
      bridge.setSlidesTaken(this.#endpoint, this.#takesSlides);
      leg.addPicture(camera);
      meeting.tracks.start(person, camera.track);
      this.#slides.enter({ meeting, person, leg, bridge });
      this.#applySending();
    } catch (error) {
      if (this.#entered !== entered) return;
      this.#deps.log.error({ err: error }, 'a room is in its meeting without a picture');
      entered.hasFailed = true;
      this.showCard(SCENE_TEXTS.failed);
      this.#deps.onSightChanged();
    }
  }

  addTrack(meeting: Meeting, track: SentTrack): void {
    if (this.#entered?.meeting === meeting) this.#entered.bridge?.addTrack(track);
  }

  eventHappened(event: MeetingEvent): void {
    // The room may go on sending: it is seen again when it has stopped and shares anew.
    if (event.type === 'screenStopped') this.#slides.setSharing(false);
    this.#entered?.bridge?.eventHappened(event);
  }

  /** Of the picture thread. */
  pictureEvent(event: PictureEndpointEvent): void {
    switch (event.type) {
      case 'endpointFailed':
        this.#deps.log.error({ reason: event.reason }, 'a room goes on without a picture');
        this.#endpointGone();
        break;
      case 'cameraChanged':
        this.#isSending = event.isSending;
        this.#applySending();
        break;
      case 'slidesTakenChanged':
        this.#takesSlides = event.isTaken;
        this.#entered?.bridge?.setSlidesTaken(this.#endpoint, event.isTaken);
        break;
      case 'slidesSharedChanged':
        this.#slides.setSharing(event.isSharing);
        break;
      case 'keyFrameNeeded':
        this.#deps.requestKeyFrame();
        break;
      case 'reachedChanged':
        this.#isReached = event.isReached;
        this.#deps.onSightChanged();
        break;
    }
  }

  /** The picture thread has died, and the endpoint with it. */
  engineDied(): void {
    this.#endpointGone();
  }

  leave(): void {
    const entered = this.#entered;
    if (entered === undefined) return;
    this.#entered = undefined;
    this.#camera = undefined;
    this.#slides.leave();
    entered.bridge?.leave(this.#endpoint);
    this.#deps.bridges.release(entered.meeting, entered.opening);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.leave();
    this.#deps.engine.post({ type: 'closeEndpoint', endpoint: this.#endpoint });
    this.#deps.onClosed();
  }

  /** The call goes on with sound alone. */
  #endpointGone(): void {
    this.#hasFailed = true;
    this.#isSending = false;
    this.#applySending();
    this.#slides.setSharing(false);
    this.#deps.onSightChanged();
  }

  /** @param count of its camera, from the smallest. */
  #setLayers(count: number): void {
    this.#deps.engine.post({ type: 'setLayers', endpoint: this.#endpoint, count });
  }

  /** While the room sends no picture the others see a camera that is off, never a frozen face. */
  #applySending(): void {
    const track = this.#camera?.track;
    if (this.#entered === undefined || track === undefined || track.closed) return;
    const { meeting, person } = this.#entered;
    meeting.tracks.setPaused(person, track, !this.#isSending).then(
      // It may have changed meanwhile.
      () => {
        if (this.#camera?.track === track && track.isPaused === this.#isSending)
          this.#applySending();
      },
      // The media worker has died, which ends the meeting.
      () => undefined,
    );
  }
}
