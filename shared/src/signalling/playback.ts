// Playback reports: whether a page really plays and shows a participant. The subject is told.
import { z } from 'zod';
import { participantId } from './shapes.ts';

/**
 * `played`: received, and an element plays it. `notReceived`: sent, but nothing arrives. `blocked`: the browser won't
 * play before a click. `unknown`: can't be judged, for instance because nothing is being sent.
 */
export const audioPlayback = z.enum(['played', 'notReceived', 'blocked', 'unknown']);
export type AudioPlayback = z.infer<typeof audioPlayback>;

/**
 * `shown`: new frames reach the screen. `hidden`: the page isn't in view. `turnedOff`: the page receives audio only.
 */
export const videoPlayback = z.enum(['shown', 'notReceived', 'hidden', 'turnedOff', 'unknown']);
export type VideoPlayback = z.infer<typeof videoPlayback>;

/** How one participant's sound and picture come out at the reporter's. */
export const playbackReport = z.object({
  of: participantId,
  sound: audioPlayback,
  picture: videoPlayback,
});
export type PlaybackReport = z.infer<typeof playbackReport>;
