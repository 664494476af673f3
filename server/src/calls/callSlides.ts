// What a room system shows to its meeting, as a screen that it shares: a track of its person while it shows something.
import type { PictureUplink } from '../media/pictureUplink.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import type { PictureEndpointKey } from '../picture/pictureKeys.ts';
import type { Log } from '../platform/log.ts';
import type { CallLeg } from './callLeg.ts';
import type { CompositionEngine, MeetingPictureBridge } from './meetingPictureBridge.ts';

/** Where the call is in its meeting. */
export interface CallPlace {
  meeting: Meeting;
  person: Person;
  leg: CallLeg;
  bridge: MeetingPictureBridge;
}

export class CallSlides {
  readonly #endpoint: PictureEndpointKey;
  readonly #engine: Pick<CompositionEngine, 'post'>;
  readonly #log: Log;
  #place: CallPlace | undefined;
  #isSharing = false;
  #screen: PictureUplink | undefined;
  #isFollowing = false;

  constructor(endpoint: PictureEndpointKey, engine: Pick<CompositionEngine, 'post'>, log: Log) {
    this.#endpoint = endpoint;
    this.#engine = engine;
    this.#log = log;
  }

  enter(place: CallPlace): void {
    this.#place = place;
    this.#follow();
  }

  /** The leg, which is left too, closes the track. */
  leave(): void {
    this.#place = undefined;
    this.#screen = undefined;
  }

  setSharing(isSharing: boolean): void {
    this.#isSharing = isSharing;
    this.#follow();
  }

  get #isWanted(): boolean {
    return this.#isSharing && this.#place?.leg.closed === false;
  }

  #follow(): void {
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    this.#startOrStop()
      .catch((error: unknown) => {
        // The media worker has died, which ends the meeting.
        this.#log.error({ err: error }, 'a room shares its screen with nobody');
      })
      .finally(() => (this.#isFollowing = false));
  }

  /** Until it is as it should be: it may change while a track is being opened. */
  async #startOrStop(): Promise<void> {
    while (this.#isWanted !== (this.#screen !== undefined)) {
      if (this.#isWanted) await this.#start();
      else this.#stop();
    }
  }

  async #start(): Promise<void> {
    const place = this.#place;
    if (place === undefined) return;
    const { meeting, person, leg, bridge } = place;
    const screen = await meeting.media.openPictureUplink(leg.media.track, {
      source: 'screen',
      layerCount: 1,
      // A single layer is always wanted.
      onLayersChanged: () => undefined,
    });
    if (this.#place !== place || !this.#isWanted) return screen.close();
    await screen.track.resume();
    if (this.#place !== place || !this.#isWanted) return screen.close();
    this.#screen = screen;
    const { track, target } = screen;
    this.#engine.post({ type: 'startSlides', endpoint: this.#endpoint, sending: target });
    bridge.addSlides(this.#endpoint, track);
    leg.addPicture(screen);
    meeting.tracks.start(person, track);
  }

  #stop(): void {
    const screen = this.#screen;
    this.#screen = undefined;
    this.#engine.post({ type: 'stopSlides', endpoint: this.#endpoint });
    if (screen === undefined) return;
    if (!screen.track.closed) this.#place?.meeting.tracks.stop(this.#place.person, screen.track);
    screen.close();
  }
}
