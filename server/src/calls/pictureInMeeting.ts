// The picture of one room system in its meeting: its camera and its shared screen as tracks, and what it sees of the others.
import type { VideoPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { PictureUplink } from '../media/pictureUplink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from '../meetings/events.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { PictureEndpointKey } from '../picture/pictureKeys.ts';
import { SCENE_TEXTS } from '../picture/sceneTexts.ts';
import type { Log } from '../platform/log.ts';
import type { CallLeg } from './callLeg.ts';
import type { PictureState } from './callPicture.ts';
import { CallSlides } from './callSlides.ts';
import type { MeetingBridges } from './meetingBridges.ts';
import type { CompositionEngine, MeetingPictureBridge } from './meetingPictureBridge.ts';
import type { Sight } from './sight.ts';

export interface PictureInMeetingDeps {
  /** Where the call's endpoint is open; `bridges` are bridges to the same. */
  engine: Pick<CompositionEngine, 'post'>;
  bridges: MeetingBridges<MeetingPictureBridge>;
  log: Log;
}

/** Where the call is in its meeting. */
interface Place {
  meeting: Meeting;
  person: Person;
  leg: CallLeg;
}

/** Simulcast layers of the room's camera. */
const CAMERA_LAYERS = 3;

interface Entered extends Place {
  opening: Promise<MeetingPictureBridge>;
  /** Undefined while it is being opened. */
  bridge?: MeetingPictureBridge;
  hasFailed: boolean;
}

export class PictureInMeeting implements Sight {
  readonly #endpoint: PictureEndpointKey;
  readonly #deps: PictureInMeetingDeps;
  readonly #slides: CallSlides;
  #state: PictureState;
  #entered: Entered | undefined;
  #camera: PictureUplink | undefined;

  constructor(endpoint: PictureEndpointKey, state: PictureState, deps: PictureInMeetingDeps) {
    this.#endpoint = endpoint;
    this.#state = state;
    this.#deps = deps;
    this.#slides = new CallSlides(endpoint, deps.engine, deps.log);
    this.#slides.setSharing(state.isSharing);
  }

  get limit(): PictureLimit | undefined {
    if (this.#entered?.hasFailed === true) return 'failed';
    if (this.#state.limit !== undefined) return this.#state.limit;
    if (!this.#state.isSeeing) return undefined;
    const level = this.#entered?.bridge?.level;
    return level === 'oneTile' ? 'oneTile' : level === 'soundOnly' ? 'overloaded' : undefined;
  }

  playbackOf(person: Person): VideoPlayback {
    const { limit } = this;
    const { isSeeing, isReached } = this.#state;
    if (!isSeeing || (limit !== undefined && limit !== 'oneTile')) return 'turnedOff';
    if (!isReached) return 'notReceived';
    return this.#entered?.bridge?.playbackOf(this.#endpoint, person) ?? 'unknown';
  }

  /** The state of the room's line has changed. */
  setState(state: PictureState): void {
    const former = this.#state;
    this.#state = state;
    if (state.isSending !== former.isSending) this.#applySending();
    if (state.takesSlides !== former.takesSlides)
      this.#entered?.bridge?.setSlidesTaken(this.#endpoint, state.takesSlides);
    if (state.isSharing !== former.isSharing) this.#slides.setSharing(state.isSharing);
  }

  /**
   * Without a picture the call goes on with sound alone, so nothing is thrown.
   * @param onSightChanged called often: whenever what the room sees, or who is seen, may have changed
   */
  async enter({ meeting, person, leg }: Place, onSightChanged: () => void): Promise<void> {
    if (this.#state.limit !== undefined) return;
    const opening = this.#deps.bridges.acquire(meeting);
    const entered: Entered = { meeting, person, leg, opening, hasFailed: false };
    this.#entered = entered;
    try {
      const bridge = await opening;
      if (this.#entered !== entered) return;
      const camera = await meeting.media.openPictureUplink(leg.media.track, {
        source: 'camera',
        layerCount: CAMERA_LAYERS,
        onLayersChanged: (count) => this.#setLayers(count),
      });
      if (this.#entered !== entered || leg.closed) return camera.close();
      this.#camera = camera;
      entered.bridge = bridge;
      bridge.enter(this.#endpoint, camera, onSightChanged);
      // All of them, as a browser sends them, until it is known how many are watched: the first picture is then seen at once.
      this.#setLayers(CAMERA_LAYERS);
      bridge.setSlidesTaken(this.#endpoint, this.#state.takesSlides);
      leg.addPicture(camera);
      meeting.tracks.start(person, camera.track);
      this.#slides.enter({ meeting, person, leg, bridge });
      this.#applySending();
    } catch (error) {
      if (this.#entered !== entered) return;
      this.#deps.log.error({ err: error }, 'a room is in its meeting without a picture');
      entered.hasFailed = true;
      const card = SCENE_TEXTS.failed;
      this.#deps.engine.post({ type: 'showCard', endpoint: this.#endpoint, card });
      onSightChanged();
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

  leave(): void {
    const entered = this.#entered;
    if (entered === undefined) return;
    this.#entered = undefined;
    this.#camera = undefined;
    this.#slides.leave();
    entered.bridge?.leave(this.#endpoint);
    this.#deps.bridges.release(entered.meeting, entered.opening);
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
    const { isSending } = this.#state;
    meeting.tracks.setPaused(person, track, !isSending).then(
      // It may have changed meanwhile.
      () => {
        if (this.#camera?.track === track && track.isPaused === this.#state.isSending)
          this.#applySending();
      },
      // The media worker has died, which ends the meeting.
      () => undefined,
    );
  }
}
