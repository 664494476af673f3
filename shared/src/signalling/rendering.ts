// What a page knows of whether it really plays and shows somebody, as it tells the one concerned.
import { z } from 'zod';
import { participantId } from './shapes.ts';

/**
 * `played`: it is received and comes out of an element that plays. `notReceived`: sent, but nothing
 * arrives. `blocked`: the browser will not play it before a click. `unknown`: nothing to judge by, for
 * instance because nothing is being sent.
 */
export const soundRendering = z.enum(['played', 'notReceived', 'blocked', 'unknown']);
export type SoundRendering = z.infer<typeof soundRendering>;

/**
 * `shown`: new frames come on the screen. `hidden`: the page is not in view just now. `turnedOff`: only
 * sound is received there.
 */
export const pictureRendering = z.enum(['shown', 'notReceived', 'hidden', 'turnedOff', 'unknown']);
export type PictureRendering = z.infer<typeof pictureRendering>;

/** How the sound and the picture of one participant come out at the one who reports it. */
export const renderingReport = z.object({
  of: participantId,
  sound: soundRendering,
  picture: pictureRendering,
});
export type RenderingReport = z.infer<typeof renderingReport>;
