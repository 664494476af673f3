// What a page knows of whether it really plays and shows somebody, as it tells the one concerned.
import { z } from 'zod';
import { participantId } from './shapes.ts';

/**
 * `played`: it is received and comes out of an element that plays. `notReceived`: sent, but nothing
 * arrives. `blocked`: the browser will not play it before a click. `unknown`: nothing to judge by, for
 * instance because nothing is being sent.
 */
export const audioPlayback = z.enum(['played', 'notReceived', 'blocked', 'unknown']);
export type AudioPlayback = z.infer<typeof audioPlayback>;

/**
 * `shown`: new frames come on the screen. `hidden`: the page is not in view just now. `turnedOff`: only
 * sound is received there.
 */
export const videoPlayback = z.enum(['shown', 'notReceived', 'hidden', 'turnedOff', 'unknown']);
export type VideoPlayback = z.infer<typeof videoPlayback>;

/** How the sound and the picture of one participant come out at the one who reports it. */
export const playbackReport = z.object({
  of: participantId,
  sound: audioPlayback,
  picture: videoPlayback,
});
export type PlaybackReport = z.infer<typeof playbackReport>;
