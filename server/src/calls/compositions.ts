// The pictures of the meetings that one picture thread composes: this server's, or another's.
import type { LoadLevel } from '../picture/loadLevel.ts';
import type { CompositionKey, PictureEndpointKey } from '../picture/pictureKeys.ts';
import type { Log } from '../platform/log.ts';
import type { PictureState } from './callPicture.ts';
import { MeetingBridges } from './meetingBridges.ts';
import { type CompositionEngine, MeetingPictureBridge } from './meetingPictureBridge.ts';
import { PictureInMeeting } from './pictureInMeeting.ts';

/** What is told of all compositions of a thread, whoever opened them. */
export type CompositionListener = Pick<Compositions, 'loadChanged' | 'sourceChanged' | 'forgetAll'>;

export class Compositions {
  readonly #engine: CompositionEngine;
  readonly #log: Log;
  readonly #bridges: MeetingBridges<MeetingPictureBridge>;
  readonly #bridgeOf = new Map<CompositionKey, MeetingPictureBridge>();

  constructor(engine: CompositionEngine, log: Log) {
    this.#engine = engine;
    this.#log = log;
    this.#bridges = new MeetingBridges(async (meeting) => {
      const bridge = await MeetingPictureBridge.open(meeting, engine, {
        log,
        onClosed: () => this.#bridgeOf.delete(bridge.composition),
      });
      this.#bridgeOf.set(bridge.composition, bridge);
      return bridge;
    });
  }

  /** Of a call whose picture is open in the same thread. */
  pictureOf(endpoint: PictureEndpointKey, state: PictureState): PictureInMeeting {
    const deps = { engine: this.#engine, bridges: this.#bridges, log: this.#log };
    return new PictureInMeeting(endpoint, state, deps);
  }

  loadChanged(composition: CompositionKey, level: LoadLevel): void {
    this.#bridgeOf.get(composition)?.loadChanged(level);
  }

  /** Of a camera or screen that some room shows. */
  sourceChanged(composition: CompositionKey, ssrc: number, isArriving: boolean): void {
    this.#bridgeOf.get(composition)?.sourceChanged(ssrc, isArriving);
  }

  /** The thread has died, and all that was open in it. */
  forgetAll(): void {
    this.#bridges.forgetAll();
  }
}
