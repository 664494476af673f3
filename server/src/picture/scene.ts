// What a room is to see: a card of words, or the people and the screen of its meeting. Where they go is `layout.ts`.
import type { PictureEndpointKey } from './pictureKeys.ts';

/** Words for the people in a room, before and instead of a meeting. */
export interface Card {
  /** A few words, large. */
  title: string;
  /** Each a sentence or two; together no more than about 250 characters, or the last are cut off. */
  lines: readonly string[];
}

/** Where the pictures of a tile come from: a stream of the composition, or the camera or slides of another room in it. */
export type SceneSource =
  | { ssrc: number }
  | { endpoint: PictureEndpointKey }
  | { slidesOf: PictureEndpointKey };

export interface ScenePerson {
  name: string;
  profession: string | undefined;
  isMuted: boolean;
  /** At most one person at a time; with hysteresis, since the large tile follows it. */
  isSpeaking: boolean;
  showing: { type: 'camera'; source: SceneSource } | { type: 'noCamera' } | { type: 'phone' };
}

/** Of the room itself. */
export interface OwnState {
  isMuted: boolean;
  isHandRaised: boolean;
}

export interface SharedScreen {
  source: SceneSource;
  sharedBy: string;
}

export interface Scene {
  /** The newest shared screen, in the picture of the people. */
  screen: SharedScreen | undefined;
  /** The same in a picture of its own, for a room that takes slides; then `screen` is undefined. */
  slides?: SharedScreen | undefined;
  /** The others of the meeting, never the room itself. In a stable order: then tiles move only when they must. */
  people: readonly ScenePerson[];
  /** Left out where there is nothing to say. */
  own?: OwnState;
}

/** What one line of a room is sent. */
export type Shown = { card: Card } | { scene: Scene } | { slides: SharedScreen };
