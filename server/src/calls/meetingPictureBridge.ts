// The pictures of one meeting, sent to the picture thread: what its room systems see.
import { randomUUID } from 'node:crypto';
import type { ParticipantId } from '@distansmote/shared/ids.ts';
import type { VideoPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { VideoSize } from '@distansmote/shared/signalling/videoSize.ts';
import type { PictureDownlink } from '../media/pictureDownlink.ts';
import type { PictureUplink } from '../media/pictureUplink.ts';
import type { SentTrack } from '../media/sentTrack.ts';
import type { MeetingEvent } from '../meetings/events.ts';
import type { Meeting } from '../meetings/meeting.ts';
import type { Person } from '../meetings/person.ts';
import { layoutOf, videoSizeOf } from '../picture/layout.ts';
import type { LoadLevel } from '../picture/loadLevel.ts';
import type { CompositionKey, PictureEndpointKey } from '../picture/pictureKeys.ts';
import type { ToComposition } from '../picture/pictureMessages.ts';
import type { Scene, SceneSource } from '../picture/scene.ts';
import type { Log } from '../platform/log.ts';
import { roomScene } from '../room/roomScene.ts';
import { SpeakerOrder } from '../room/speakerOrder.ts';

/** Sizes are chosen as for this picture. A smaller one has the same layout. */
const CANVAS = { width: 1280, height: 720 };
/** Several events come at once, as when somebody leaves. */
const UPDATE_AFTER_MS = 20;
const SIZES: readonly VideoSize[] = ['none', 'small', 'medium', 'large'];

/** The picture engine that the rooms' endpoints are open in: this server's, or another's. */
export interface CompositionEngine {
  /**
   * @returns the port of the loopback where it takes the meeting's VP8.
   * @throws PictureUnavailable
   */
  openComposition(composition: CompositionKey): Promise<number>;
  post(message: ToComposition): void;
}

export interface MeetingPictureBridgeDeps {
  /** Called once. */
  onClosed(): void;
  log: Log;
}

interface Room {
  personId: ParticipantId;
  takesSlides: boolean;
  /** As last told, in JSON. */
  told: string;
  /** Cameras that have a tile, in JSON. */
  shown: ReadonlySet<string>;
  /** Called often: whenever what it sees, or who is seen, may have changed. */
  onSightChanged(): void;
}

export class MeetingPictureBridge {
  readonly composition: CompositionKey;
  readonly #meeting: Meeting;
  readonly #engine: CompositionEngine;
  readonly #deps: MeetingPictureBridgeDeps;
  readonly #speakers = new SpeakerOrder(() => this.#updateSoon());
  readonly #rooms = new Map<PictureEndpointKey, Room>();
  /** Rooms' own tracks: the picture thread has those pictures already. */
  readonly #roomTracks = new WeakMap<SentTrack, SceneSource>();
  readonly #ssrcs = new Map<SentTrack, number>();
  /** By SSRC; unknown of those that no room has shown yet. */
  readonly #isArriving = new Map<number, boolean>();
  /** In the order in which they were shared. */
  #screens: readonly SentTrack[] = [];
  #downlink: PictureDownlink | undefined;
  #level: LoadLevel = 'full';
  #updateTimer: NodeJS.Timeout | undefined;
  #closed = false;

  private constructor(meeting: Meeting, engine: CompositionEngine, deps: MeetingPictureBridgeDeps) {
    this.composition = randomUUID() as string as CompositionKey;
    this.#meeting = meeting;
    this.#engine = engine;
    this.#deps = deps;
  }

  /**
   * Opens a composition in the picture thread, and a downlink from the meeting to it.
   * @throws PictureUnavailable
   */
  static async open(
    meeting: Meeting,
    engine: CompositionEngine,
    deps: MeetingPictureBridgeDeps,
  ): Promise<MeetingPictureBridge> {
    const bridge = new MeetingPictureBridge(meeting, engine, deps);
    const { composition } = bridge;
    const port = await engine.openComposition(composition);
    try {
      const subscriberId = composition as string as ParticipantId;
      bridge.#downlink = await meeting.media.openPictureDownlink(port, subscriberId, {
        sourceAdded: (added, track) => {
          const feedbackPort = bridge.#downlink?.feedbackPort ?? 0;
          const source = { ...added, feedbackPort };
          engine.post({ type: 'addSource', composition, source });
          bridge.#ssrcs.set(track, added.ssrc);
          bridge.#updateSoon();
        },
        sourceRemoved: ({ ssrc }, track) => {
          engine.post({ type: 'removeSource', composition, ssrc });
          bridge.#ssrcs.delete(track);
          bridge.#isArriving.delete(ssrc);
          bridge.#updateSoon();
        },
      });
    } catch (error) {
      engine.post({ type: 'closeComposition', composition });
      throw error;
    }
    return bridge;
  }

  get level(): LoadLevel {
    return this.#level;
  }

  /** @param camera the room's own; the other rooms get its picture within the picture thread. */
  enter(
    endpoint: PictureEndpointKey,
    { track, target: sending }: PictureUplink,
    onSightChanged: () => void,
  ): void {
    const { composition } = this;
    const personId = track.participantId;
    this.#roomTracks.set(track, { endpoint });
    const nothing = { takesSlides: false, told: '', shown: new Set<string>() };
    this.#rooms.set(endpoint, { personId, ...nothing, onSightChanged });
    this.#engine.post({ type: 'enterComposition', endpoint, composition, sending });
    this.#speakers.speakersChanged(this.#meeting.speakerIds);
    for (const one of this.#meeting.tracksFor(personId)) this.addTrack(one);
    this.#updateSoon();
  }

  leave(endpoint: PictureEndpointKey): void {
    if (this.#rooms.delete(endpoint)) this.#engine.post({ type: 'leaveComposition', endpoint });
  }

  /** @param isTaken whether that room sees a shared screen in a picture of its own */
  setSlidesTaken(endpoint: PictureEndpointKey, isTaken: boolean): void {
    const room = this.#rooms.get(endpoint);
    if (room !== undefined) room.takesSlides = isTaken;
    this.#updateSoon();
  }

  /** @param track what that room shows. The other rooms get its picture within the picture thread. */
  addSlides(endpoint: PictureEndpointKey, track: SentTrack): void {
    this.#roomTracks.set(track, { slidesOf: endpoint });
    this.#addScreen(track);
    this.#updateSoon();
  }

  /** Rooms' own tracks and repeated ones are ignored. */
  addTrack(track: SentTrack): void {
    if (this.#closed || this.#roomTracks.has(track)) return;
    if (track.source === 'screen') this.#addScreen(track);
    this.#downlink?.addTrack(track).catch((error: unknown) => {
      this.#deps.log.error({ err: error }, 'adding track to room picture failed');
    });
  }

  /** How the camera of that person comes out in a room's picture. */
  playbackOf(endpoint: PictureEndpointKey, person: Person): VideoPlayback {
    const camera = person.sentTracks.find(
      ({ source, isPaused }) => source === 'camera' && !isPaused,
    );
    const source = camera && this.#sourceOf(camera);
    const room = this.#rooms.get(endpoint);
    // Not sent, or so new that no scene has it yet.
    if (source === undefined || room === undefined || room.told === '') return 'unknown';
    if (!room.shown.has(JSON.stringify(source))) return 'hidden';
    const isArriving = 'ssrc' in source ? this.#isArriving.get(source.ssrc) : true;
    if (isArriving === undefined) return 'unknown';
    return isArriving ? 'shown' : 'notReceived';
  }

  /** Called for each room, so possibly several times for one event. */
  eventHappened(event: MeetingEvent): void {
    if (event.type === 'speakersChanged') this.#speakers.speakersChanged(event.speakerIds);
    if (event.type === 'personLeft') this.#speakers.forget(event.personId);
    this.#updateSoon();
  }

  loadChanged(level: LoadLevel): void {
    this.#level = level;
    this.#updateSoon();
  }

  /** Of a camera or screen that some room shows. */
  sourceChanged(ssrc: number, isArriving: boolean): void {
    this.#isArriving.set(ssrc, isArriving);
    this.#updateSoon();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#updateTimer);
    this.#speakers.close();
    this.#downlink?.close();
    this.#engine.post({ type: 'closeComposition', composition: this.composition });
    this.#deps.onClosed();
  }

  #updateSoon(): void {
    if (this.#closed) return;
    this.#updateTimer ??= setTimeout(() => {
      this.#updateTimer = undefined;
      this.#update();
    }, UPDATE_AFTER_MS);
  }

  #update(): void {
    const view = {
      persons: this.#meeting.persons,
      speakerOrder: this.#speakers.order,
      spotlightIds: this.#meeting.spotlight.personIds,
      screens: this.#screens,
      sourceOf: (track: SentTrack) => this.#sourceOf(track),
    };
    const shown = new Map<number, VideoSize>();
    for (const [endpoint, room] of this.#rooms) {
      const scene = roomScene(room.personId, view, room.takesSlides);
      room.shown = this.#addSizes(shown, scene);
      const told = JSON.stringify(scene);
      if (told !== room.told) this.#engine.post({ type: 'showScene', endpoint, scene });
      room.told = told;
    }
    const sizes = [...this.#ssrcs].map(
      ([track, ssrc]) => [track, shown.get(ssrc) ?? 'none'] as const,
    );
    this.#downlink?.show(new Map(sizes));
    for (const room of this.#rooms.values()) room.onSightChanged();
  }

  #sourceOf(track: SentTrack): SceneSource | undefined {
    const ssrc = this.#ssrcs.get(track);
    return this.#roomTracks.get(track) ?? (ssrc === undefined ? undefined : { ssrc });
  }

  #addScreen(track: SentTrack): void {
    if (this.#screens.includes(track)) return;
    this.#screens = [...this.#screens.filter(({ closed }) => !closed), track];
  }

  /**
   * Adds the largest size at which any room shows each source.
   * @returns the cameras that have a tile, in JSON
   */
  #addSizes(shown: Map<number, VideoSize>, scene: Scene): ReadonlySet<string> {
    const cameras = new Set<string>();
    if (this.#level === 'soundOnly') return cameras;
    const { screen, people } = layoutOf(scene, CANVAS, this.#level === 'oneTile');
    const add = (source: SceneSource | undefined, size: VideoSize) => {
      if (source === undefined || !('ssrc' in source)) return;
      const before = shown.get(source.ssrc) ?? 'none';
      if (SIZES.indexOf(size) > SIZES.indexOf(before)) shown.set(source.ssrc, size);
    };
    if (screen !== undefined) add(scene.screen?.source, videoSizeOf(screen.box));
    add(scene.slides?.source, 'large');
    for (const { person, box } of people) {
      if (person.showing.type !== 'camera') continue;
      cameras.add(JSON.stringify(person.showing.source));
      add(person.showing.source, videoSizeOf(box));
    }
    return cameras;
  }
}
