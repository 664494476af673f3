// What a call sees of its meeting, as the others are told.
import type { VideoPlayback } from '@distansmote/shared/signalling/playback.ts';
import type { PictureLimit } from '@distansmote/shared/signalling/shapes.ts';
import type { Person } from '../meetings/person.ts';
import type { CallerIdentity } from './callerIdentity.ts';

export interface Sight {
  /** Why it is not all; undefined where it is, or where no picture was asked for. */
  readonly limit: PictureLimit | undefined;
  /** How that person's camera comes out. */
  playbackOf(person: Person): VideoPlayback;
}

/**
 * Nobody expects a telephone to see anything.
 * @param limit why a room gets no picture; undefined where it asked for none
 */
export function soundOnly(kind: CallerIdentity['kind'], limit: PictureLimit | undefined): Sight {
  return { limit, playbackOf: () => (kind === 'phone' ? 'unknown' : 'turnedOff') };
}
